/** Words of the command bar that belong to the board, and what plain text finds. */
import type { RouteLocationRaw } from 'vue-router'
import { api, ApiProblem, type Page, type Schema } from '@/api'
import type { Command, Suggestion } from '@/app/feature'
import { geocode, type FoundPlace } from '@/features/gis'
import { useSession } from '@/features/session'
import { i18n } from '@/i18n'
import { useCodes } from '@/features/incidents'
import { area } from './data/areaCode'
import { incidentApi } from './data/incidentApi'
import { splitStatus, type NamedStatus } from './model/commandText'
import type { Incident, Unit, UnitStatus } from './model/types'

const MOST = 5
const { t } = i18n.global

/** Asked for when it is needed: the router knows the features, so they cannot import it at the start. */
async function push(to: RouteLocationRaw): Promise<void> {
  const { router } = await import('@/app/router')
  await router.push(to)
}

const inChinese = () => i18n.global.locale.value === 'zh-CN'
const nameOf = (names: { zh: string; en: string } | null | undefined) =>
  names ? (inChinese() ? names.zh : names.en) : ''

function goTo(found: FoundPlace): Promise<void> {
  const { lon, lat } = found.place
  return push({ path: '/board', query: { at: `${lon},${lat}`, label: nameOf(found.name) } })
}

function showIncident(incident: Incident): Promise<void> {
  const gone = incident.state === 'closed' || incident.state === 'merged'
  return push(gone ? `/incident/${incident.id}` : { path: '/board', query: { id: incident.id } })
}

function placeSuggestion(found: FoundPlace): Suggestion {
  const hint = [nameOf(found.district), nameOf(found.town)].filter(Boolean).join(' ')
  return { label: nameOf(found.name), hint: hint || t('command.board.bar.place'), run: () => goTo(found) }
}

function incidentSuggestion(incident: Incident): Suggestion {
  return {
    label: [incident.grade, incident.title].filter(Boolean).join(' '),
    hint: incident.number,
    run: () => showIncident(incident),
  }
}

function unitSuggestion(unit: Unit): Suggestion {
  const kind = inChinese() ? unit.kind_zh : unit.kind_en
  return {
    label: unit.call_sign,
    hint: `${kind} · ${nameOf(useCodes().find('unit_statuses', unit.status)) || unit.status}`,
    run: () => push({ path: '/board', query: { id: unit.id } }),
  }
}

async function findPlaces(text: string, most: number): Promise<FoundPlace[]> {
  const named = await area(text.trim())
  return named ? [named] : geocode(text, most)
}

async function findUnits(q: string): Promise<Unit[]> {
  if (!q) return []
  return (await api.get<Page<Unit>>('/api/units', { query: { q, limit: MOST } })).items
}

/** The one unit a call sign names: the exact one, or the only one that begins so. */
async function theUnit(q: string): Promise<Unit> {
  const units = await findUnits(q)
  const exact = units.find((unit) => unit.call_sign.toLowerCase() === q.toLowerCase())
  const found = exact ?? (units.length === 1 ? units[0] : undefined)
  if (!found) throw refusal(units.length ? 'manyUnits' : 'noUnit', q)
  return found
}

/** Shown in the command bar under what was typed. */
function refusal(key: string, text: string): ApiProblem {
  return new ApiProblem(0, { code: `command-${key}`, detail: t(`command.board.bar.${key}`, { text }) })
}

async function statuses(): Promise<NamedStatus[]> {
  const codes = useCodes()
  await codes.ready()
  return (codes.lists?.unit_statuses ?? []) as NamedStatus[]
}

async function setStatus(unit: Unit, status: UnitStatus): Promise<void> {
  await api.post(`/api/units/${unit.id}/status`, { status })
}

async function suggestStatus(args: string): Promise<Suggestion[]> {
  const list = await statuses()
  const { unit: q, status } = splitStatus(args, list)
  const units = await findUnits(q)
  const wanted = status ? list.filter((one) => one.code === status) : list
  return units.slice(0, status ? MOST : 1).flatMap((unit) =>
    wanted
      .filter((one) => one.code !== unit.status)
      .map((one) => ({
        label: `${unit.call_sign}  →  ${nameOf(one)}`,
        hint: nameOf(list.find((now) => now.code === unit.status)),
        run: () => setStatus(unit, one.code as UnitStatus),
      })),
  )
}

const sceneName = (scene: string) =>
  i18n.global.te(`command.board.scene.${scene}`) ? t(`command.board.scene.${scene}`) : scene

async function suggestScenes(args: string): Promise<Suggestion[]> {
  const { items } = await api.get<Page<Schema<'Wall'>>>('/api/walls')
  const words = args.toLowerCase()
  return items.flatMap((wall) =>
    wall.scenes
      .filter((scene) =>
        `${wall.code} ${nameOf(wall)} ${scene} ${sceneName(scene)}`.toLowerCase().includes(words),
      )
      .map((scene) => ({
        label: `${nameOf(wall)}  →  ${sceneName(scene)}`,
        hint: scene === wall.scene ? t('command.board.bar.now') : `${wall.code} ${scene}`,
        run: async () => void (await api.post(`/api/walls/${wall.code}/scene`, { scene })),
      })),
  )
}

/** Runs the only suggestion there is; of several the person chooses. */
async function only(suggestions: Promise<Suggestion[]>, key: string, text: string): Promise<void> {
  const found = await suggestions
  if (found.length !== 1) throw refusal(key, text)
  await found[0]!.run()
}

export const commands: Command[] = [
  {
    name: '/go',
    label: 'command.board.bar.go',
    example: '/go 440507',
    permissions: ['incidents.read'],
    async run(args) {
      const [first] = await findPlaces(args, 1)
      if (!first) throw refusal('noPlace', args)
      await goTo(first)
    },
    suggest: async (args) => (await findPlaces(args, MOST)).map(placeSuggestion),
  },
  {
    name: '/i',
    label: 'command.board.bar.incident',
    example: '/i 0417',
    permissions: ['incidents.read'],
    async run(args) {
      const [first] = args ? (await incidentApi.search(args, 1)).items : []
      if (!first) throw refusal('noIncident', args)
      await showIncident(first)
    },
    suggest: async (args) =>
      args ? (await incidentApi.search(args, MOST)).items.map(incidentSuggestion) : [],
  },
  {
    name: '/s',
    label: 'command.board.bar.status',
    example: '/s 金平消01 到场',
    permissions: ['units.status'],
    async run(args) {
      const { unit, status } = splitStatus(args, await statuses())
      if (!status) throw refusal('noStatus', args)
      await setStatus(await theUnit(unit), status)
    },
    suggest: suggestStatus,
  },
  {
    name: '/wall',
    label: 'command.board.bar.wall',
    example: '/wall hall map',
    permissions: ['walls.control'],
    run: (args) => only(suggestScenes(args), 'noScene', args),
    suggest: suggestScenes,
  },
]

/** Units and places; incidents are found by their own feature. */
export async function search(text: string): Promise<Suggestion[]> {
  const session = useSession()
  const asked = await Promise.allSettled([
    session.may('units.read') ? findUnits(text).then((units) => units.map(unitSuggestion)) : [],
    geocode(text, MOST).then((places) => places.map(placeSuggestion)),
  ])
  return asked.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}

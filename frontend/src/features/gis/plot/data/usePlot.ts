/** What goes on in plotting on one board: the tool in hand, what is chosen, what is hidden. */
import { computed, inject, provide, reactive, ref, shallowRef, watch, type InjectionKey } from 'vue'
import { useI18n } from 'vue-i18n'
import { useOrganisations } from '@/features/incidents'
import { useSession } from '@/features/session'
import { serverNow } from '@/live'
import type { LonLat } from '@/map'
import { keepSettings, readSettings } from '../model/settings'
import { radiusOf, shapeOf, type Drawable } from '../model/shape'
import { sheetsOf } from '../model/sheets'
import { kindOf, type Tool } from '../model/tools'
import type { Subject } from '../../analysis/types'
import type { Drawing, DrawingIn } from '../types'
import { useActs } from './useActs'
import { useDrawings } from './useDrawings'
import { useSymbols } from './useSymbols'

const HIDDEN = 'wanglou.plot.hidden'
const HOUR_MS = 3_600_000

function readHidden(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(HIDDEN) ?? '[]')
    return Array.isArray(kept) ? kept.map(String) : []
  } catch {
    return []
  }
}

function createPlot(subject: () => Subject | null) {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const organisations = useOrganisations()
  const drawings = useDrawings()
  const symbols = useSymbols()
  const settings = reactive(readSettings())
  watch(settings, () => keepSettings(settings))
  const hidden = ref(readHidden())
  watch(hidden, (now) => localStorage.setItem(HIDDEN, JSON.stringify(now)))
  const mayDraw = computed(() => session.may('drawings.edit'))
  if (mayDraw.value) void organisations.ready()

  const nameOf = (one: Pick<Drawing, 'kind' | 'label' | 'symbol'>) =>
    one.label || (one.symbol ? symbols.nameOf(one.symbol) : t(`gis.plot.tool.${one.kind}`))
  const acts = useActs(drawings.version, nameOf)

  const tool = ref<Tool | null>(null)
  /** The words of the next drawing. */
  const label = ref('')
  /** What is being drawn, as it will stand. */
  const draft = shallowRef<Drawable | null>(null)
  const chosenId = ref<string | null>(null)
  const editing = ref(false)
  const chosen = computed(() => drawings.byId.value.get(chosenId.value ?? '') ?? null)
  watch(chosen, (now) => !now && (editing.value = false))
  const shown = computed(() => drawings.drawings.value.filter(({ sheet }) => !hidden.value.includes(sheet)))
  const incident = computed(() => (subject()?.kind === 'incident' ? subject() : null))
  const bound = computed(() => (settings.bound ? incident.value : null))

  /** Its own organisation and those above it change a drawing. */
  function mayChange({ organisation }: Drawing): boolean {
    const own = session.who?.organisation?.id
    if (!mayDraw.value || !own) return false
    let at: string | null | undefined = organisation.id
    while (at && at !== own) at = organisations.byId.get(at)?.parent_id
    return at === own
  }

  function made(kind: Drawing['kind'], corners: readonly LonLat[]): DrawingIn {
    const { style, sheet, hours, sight } = settings
    const about = bound.value
    return {
      kind,
      shape: shapeOf(kind, corners),
      radius_m: kind === 'circle' ? radiusOf(corners) : null,
      symbol: kind === 'point' ? settings.symbol : null,
      label: label.value.trim(),
      style: { ...style },
      sheet: sheet.trim() || t('gis.plot.title'),
      until: hours ? new Date(serverNow() + hours * HOUR_MS).toISOString() : null,
      sight: sight === 'incident' && !about ? 'open' : sight,
      incident_id: about?.id ?? null,
    }
  }

  return {
    drawings,
    symbols,
    settings,
    acts,
    tool,
    label,
    draft,
    chosen,
    editing,
    mayDraw,
    mayChange,
    nameOf,
    shown,
    /** The incident that is offered. */
    incident,
    sheets: computed(() => sheetsOf(drawings.drawings.value)),
    hidden: computed(() => new Set(hidden.value)),
    toggleSheet(name: string): void {
      const off = hidden.value.includes(name)
      hidden.value = off ? hidden.value.filter((one) => one !== name) : [...hidden.value, name]
    },
    choose(id: string | null): void {
      chosenId.value = id
      editing.value = false
    },
    /** Keeps a drawing; who has begun the next one meanwhile is left in peace. */
    async store(with_: Tool, corners: readonly LonLat[]): Promise<void> {
      const wish = made(kindOf(with_), corners)
      label.value = ''
      const one = await acts.draw(wish)
      if (one) hidden.value = hidden.value.filter((name) => name !== one.sheet)
      if (tool.value) return
      if (one) chosenId.value = one.id
      else label.value ||= wish.label ?? ''
    },
  }
}

export type Plot = ReturnType<typeof createPlot>

const PLOT: InjectionKey<Plot> = Symbol('plot')

/** `subject` is what is chosen on the board: what is drawn may be for it when it is an incident. */
export function providePlot(subject: () => Subject | null): Plot {
  const plot = createPlot(subject)
  provide(PLOT, plot)
  return plot
}

export function usePlot(): Plot {
  const plot = inject(PLOT)
  if (!plot) throw new Error('usePlot needs a map that provides it')
  return plot
}

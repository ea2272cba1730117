/** Whom an order may go to: those at the incident first, others by name. */
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, type Page, type Schema } from '@/api'
import { useOrganisations, type Incident } from '@/features/incidents'
import { useFormat } from '@/units/useFormat'

export interface Recipient {
  id: string
  kind: 'unit' | 'organisation'
  name: string
  note: string
}

/** Typing a name does not ask for every letter. */
const PAUSE_MS = 200
const MOST = 20

export function useRecipients(
  incident: () => Incident,
  search: Ref<string>,
  chosen: ReadonlyMap<string, unknown>,
) {
  const { t } = useI18n({ useScope: 'global' })
  const organisations = useOrganisations()
  const format = useFormat()
  const units = shallowRef<Schema<'Unit'>[]>([])
  const failed = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function find(): Promise<void> {
    const q = search.value.trim()
    const query = q ? { q, limit: MOST } : { incident: incident().id, limit: MOST }
    try {
      const page = await api.get<Page<Schema<'Unit'>>>('/api/units', { query })
      if (q !== search.value.trim()) return
      // Whoever was chosen stays in the list.
      const kept = units.value.filter((unit) => chosen.has(unit.id))
      units.value = [...kept, ...page.items.filter((unit) => !chosen.has(unit.id) || !kept.includes(unit))]
      failed.value = false
    } catch {
      failed.value = true
    }
  }
  watch(search, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void find(), PAUSE_MS)
  })

  const rows = computed<Recipient[]>(() => {
    const words = search.value.trim().toLowerCase()
    const { organisation, assigned } = incident()
    const involved = new Set([organisation.id, ...assigned.map((one) => one.id)])
    const named = organisations.items.filter((one) =>
      words
        ? chosen.has(one.id) || `${one.zh} ${one.en} ${one.short} ${one.code}`.toLowerCase().includes(words)
        : chosen.has(one.id) || involved.has(one.id),
    )
    const seen = new Set<string>()
    return [
      ...units.value
        .filter((unit) => !seen.has(unit.id) && seen.add(unit.id))
        .map((unit) => ({
          id: unit.id,
          kind: 'unit' as const,
          name: unit.call_sign,
          note: `${t(`command.tasks.unitStatus.${unit.status}`)} · ${format.name(unit.agency)}`,
        })),
      ...named.map((one) => ({
        id: one.id,
        kind: 'organisation' as const,
        name: format.name(one),
        note: t(`command.tasks.${involved.has(one.id) ? 'involved' : 'calledIn'}`),
      })),
    ].slice(0, 2 * MOST)
  })

  async function ready(): Promise<void> {
    await Promise.all([organisations.ready(), find()])
  }

  return { rows, ready, failed }
}

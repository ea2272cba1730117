/** My unit, its incident and who else works there: live, and as last known while the server is away. */
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { useBoard } from '@/live'
import { forget, keep, kept } from '@/outbox'
import type { Incident } from '@/features/incidents'
import type { Unit } from '../types'

const UNIT = 'field.unit'
const INCIDENT = 'field.incident'

export function useMission(unitId: string | null) {
  const keptUnit = shallowRef<Unit | null>(null)
  const keptIncident = shallowRef<Incident | null>(null)
  const incidentId = ref<string | null>(null)
  const fellows = shallowRef<string[]>([])

  const board = useBoard(() => ({
    topics: ['units', 'incidents'],
    subjects: [unitId, incidentId.value, ...fellows.value].filter((id) => id !== null),
  }))
  const units = board.topic<Unit>('units')
  const incidents = board.topic<Incident>('incidents')
  const liveUnit = computed(() => units.value.find((unit) => unit.id === unitId) ?? null)
  const unit = computed(() => liveUnit.value ?? keptUnit.value)
  const found = computed(() => incidents.value.find((each) => each.id === incidentId.value) ?? null)
  const incident = computed(() =>
    incidentId.value ? (found.value ?? matching(keptIncident, incidentId.value)) : null,
  )

  void Promise.all([kept<Unit>(UNIT), kept<Incident>(INCIDENT)]).then(([last, mission]) => {
    if (last?.id === unitId) keptUnit.value = last
    keptIncident.value = mission ?? null
  })
  watch(liveUnit, (state) => state && void keep(UNIT, plain(state)))
  watch(found, (state) => state && void keep(INCIDENT, plain(state)))
  watch(
    () => unit.value?.incident_id ?? null,
    (id) => {
      incidentId.value = id
      if (!id && liveUnit.value) void forget(INCIDENT)
    },
    { immediate: true },
  )
  watch(
    () => (incident.value?.units.map((each) => each.id) ?? []).filter((id) => id !== unitId).join(),
    (ids) => (fellows.value = ids ? ids.split(',') : []),
    { immediate: true },
  )

  return {
    board,
    unit,
    incident,
    incidentId,
    /** Units of the same incident that we may see. */
    others: computed(() => units.value.filter((each) => each.id !== unitId)),
    /** The server says there is an incident, and that it is not ours to see. */
    hidden: computed(() =>
      Boolean(incidentId.value && liveUnit.value && board.state === 'live' && !incident.value),
    ),
  }
}

function matching(remembered: Ref<Incident | null>, id: string): Incident | null {
  return remembered.value?.id === id ? remembered.value : null
}

function plain<T>(state: T): T {
  return JSON.parse(JSON.stringify(state)) as T
}

export type Mission = ReturnType<typeof useMission>

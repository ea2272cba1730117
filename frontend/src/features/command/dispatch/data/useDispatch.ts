/** Choosing who goes to an incident: the recommendation, what is chosen, why, and sending it. */
import { computed, ref, shallowRef, watch } from 'vue'
import { isProblem, uuid7 } from '@/api'
import { useTask } from '@/features/incidents'
import { useFetched } from '../../board/data/useFetched'
import { useSituation } from '../../board/data/useSituation'
import type { Incident } from '../../board/model/types'
import { covered, isRecommended, unitsOf } from '../model/choice'
import type { FleetUnit } from '../model/types'
import { dispatchApi } from './dispatchApi'

export function useDispatch(incident: Incident) {
  const situation = useSituation()
  const task = useTask()
  const list = useFetched(incident.place ? incident.id : null, dispatchApi.recommend)
  const chosen = shallowRef<ReadonlySet<string>>(new Set())
  const reason = ref('')
  /** Units somebody else sent meanwhile, by call sign. */
  const taken = ref<string[]>([])
  /** A choice made by hand stays as it is when the recommendation comes anew. */
  const byHand = ref(false)
  let key = uuid7()

  const found = computed(() => list.data.value)
  const units = computed(() => (found.value ? unitsOf(found.value) : new Map<string, FleetUnit>()))
  const going = computed(() =>
    [...chosen.value]
      .flatMap((id) => units.value.get(id) ?? [])
      .sort((a, b) => (a.eta_s ?? 1e9) - (b.eta_s ?? 1e9)),
  )
  const recommended = computed(() => isRecommended(chosen.value, found.value?.picks ?? []))
  const needs = computed(() => {
    const called = found.value?.needs ?? []
    const has = covered(called, going.value)
    return called.map((need, index) => ({ ...need, has: has[index]! }))
  })
  const ready = computed(
    () => chosen.value.size > 0 && (recommended.value || reason.value.trim() !== '') && !list.error.value,
  )

  function choose(ids: Iterable<string>): void {
    chosen.value = new Set(ids)
    key = uuid7()
  }

  function toggle(id: string): void {
    byHand.value = true
    const now = new Set(chosen.value)
    if (!now.delete(id)) now.add(id)
    choose(now)
  }

  function reset(): void {
    byHand.value = false
    choose(found.value?.picks ?? [])
  }

  watch(found, (now) => {
    if (!now) return
    if (!byHand.value) reset()
    else choose([...chosen.value].filter((id) => units.value.has(id)))
  })

  /** A unit of the list that does something else now makes the list old. */
  situation.onFact((fact, before) => {
    if (fact.topic !== 'units' || !units.value.has(fact.subject)) return
    const status = (state: unknown) => (state as { status?: string } | null)?.status
    if (status(fact.state) !== status(before?.state)) list.soon()
  })

  /** True when all of them are sent; else none is. */
  async function send(): Promise<boolean> {
    if (!ready.value || !found.value) return false
    taken.value = []
    const why = recommended.value ? {} : { reason: reason.value.trim() }
    const body = {
      incident_id: incident.id,
      units: going.value.map((unit) => unit.id),
      recommendation: found.value.id,
    }
    const done = await task.run('send', () => dispatchApi.send({ ...body, ...why }, key))
    if (done) return true
    if (isProblem(task.failure.value, 'unit-taken')) {
      const lost = (task.failure.value.body.taken ?? []) as { id: string; call_sign: string }[]
      taken.value = lost.map((unit) => unit.call_sign)
      choose([...chosen.value].filter((id) => !lost.some((unit) => unit.id === id)))
      list.soon()
    }
    return false
  }

  return {
    list,
    found,
    chosen,
    going,
    needs,
    recommended,
    reason,
    ready,
    taken,
    byHand,
    task,
    toggle,
    reset,
    send,
  }
}

export type DispatchControl = ReturnType<typeof useDispatch>

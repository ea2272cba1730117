/** What is chosen on the board, as the tools of the map take it: its name and its place. */
import { computed } from 'vue'
import type { Subject } from '@/features/gis'
import { useFormat } from '@/units/useFormat'
import { spotOf } from '../model/freshness'
import type { Chosen, Incident, Report, Resource, Unit } from '../model/types'
import { useFleet } from './useFleet'
import type { Situation } from './useSituation'

export function useSubject(situation: Situation, chosen: () => Chosen | null) {
  const format = useFormat()

  function named(one: Incident | Report | Unit | Resource): string {
    if ('title' in one) return one.title ?? ''
    return 'call_sign' in one ? one.call_sign : format.name(one.name)
  }

  return computed((): Subject | null => {
    const now = chosen()
    const one = situation.find<Incident | Report | Unit | Resource>(now?.id)
    return now && one ? { ...now, name: named(one), place: one.place ?? null } : null
  })
}

/** Where what is chosen is now: a unit goes with its devices. */
export function useChosenPlace(situation: Situation, chosen: () => Chosen | null) {
  const fleet = useFleet()
  return computed(() => {
    const one = situation.find<Incident | Report | Unit | Resource>(chosen()?.id)
    if (!one || !('call_sign' in one)) return one?.place ?? null
    return (fleet?.ticks.value, spotOf(one, fleet?.positions ?? null).place)
  })
}

/** Live positions of units for everything below a page; none on a board of the past. */
import { inject, provide, type InjectionKey } from 'vue'
import { useSession } from '@/features/session'
import { usePositions, type LivePositions } from '@/live'

const FLEET: InjectionKey<LivePositions | null> = Symbol('fleet')

export function provideFleet(present: boolean): LivePositions | null {
  const fleet = present && useSession().may('units.read') ? usePositions() : null
  provide(FLEET, fleet)
  return fleet
}

export function useFleet(): LivePositions | null {
  return inject(FLEET, null)
}

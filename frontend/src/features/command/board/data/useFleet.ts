/** Live positions of units for everything below a page; none on a board of the past. */
import { inject, provide, type InjectionKey } from 'vue'
import { useSession } from '@/features/session'
import { usePastPositions, usePositions, type LivePositions } from '@/live'

const FLEET: InjectionKey<LivePositions | null> = Symbol('fleet')

export function provideFleet(present: boolean): LivePositions | null {
  const fleet = present && useSession().may('units.read') ? usePositions() : null
  provide(FLEET, fleet)
  return fleet
}

/** In a replay units are where they were, in step with its hand. */
export function usePastFleet(hand: Parameters<typeof usePastPositions>[0]): void {
  provide(FLEET, useSession().may('units.read') ? usePastPositions(hand) : null)
}

export function useFleet(): LivePositions | null {
  return inject(FLEET, null)
}

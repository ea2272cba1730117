/** The geofences within sight, live: the topic `geofences`. */
import { computed } from 'vue'
import { useSession } from '@/features/session'
import { useBoard } from '@/live'
import type { Fence } from '../types'

export function useFences() {
  const session = useSession()
  // A topic without the right to it would refuse the whole board.
  const board = session.may('layers.read') ? useBoard({ topics: ['geofences'] }) : null
  const states = board?.topic<Fence>('geofences')
  return {
    board,
    allowed: board !== null,
    fences: computed(() =>
      [...(states?.value ?? [])].sort((one, other) => one.name.localeCompare(other.name, 'zh')),
    ),
    mayEdit: computed(() => session.may('geofences.edit')),
  }
}

export type Fences = ReturnType<typeof useFences>

/** Closed roads as they are now, on every screen at once. */
import { computed } from 'vue'
import { useSession } from '@/features/session'
import { useBoard } from '@/live'
import type { Closure } from '../types'

export function useClosed() {
  const session = useSession()
  // A topic without the right to it would refuse the whole board.
  const board = session.may('layers.read') ? useBoard({ topics: ['roads'] }) : null
  const states = board?.topic<Closure>('roads')
  return {
    closures: computed(() =>
      [...(states?.value ?? [])].sort((one, other) => other.created_at.localeCompare(one.created_at)),
    ),
    shown: computed(() => board?.shown ?? false),
    allowed: board !== null,
  }
}

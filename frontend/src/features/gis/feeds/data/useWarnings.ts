/** The warnings that stand, the worst first: the topic `warnings`. */
import { computed } from 'vue'
import { useSession } from '@/features/session'
import { useBoard } from '@/live'
import { worstFirst } from '../model/warnings'
import type { Warning } from '../types'

export function useWarnings() {
  const session = useSession()
  // A topic without the right to it would refuse the whole board.
  const board = session.may('layers.read') ? useBoard({ topics: ['warnings'] }) : null
  const states = board?.topic<Warning>('warnings')
  return {
    board,
    warnings: computed(() => worstFirst(states?.value ?? [])),
    mayNote: computed(() => session.may('warnings.acknowledge')),
  }
}

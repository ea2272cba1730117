/** All layers within sight, as they are now: the topic `layers`, so that a change is on every map at once. */
import { computed } from 'vue'
import { useSession } from '@/features/session'
import { useBoard } from '@/live'
import { inTreeOrder } from '../model/groups'
import type { Layer } from '../types'

export function useLayerStates() {
  const session = useSession()
  // A topic without the right to it would refuse the whole board.
  const board = session.may('layers.read') ? useBoard({ topics: ['layers'] }) : null
  const states = board?.topic<Layer>('layers')
  const layers = computed(() => inTreeOrder(states?.value ?? []))
  const byId = computed(() => new Map(layers.value.map((layer) => [layer.id, layer])))
  return {
    board,
    /** False where this person may see no layers at all. */
    allowed: board !== null,
    shown: computed(() => board?.shown ?? false),
    layers,
    byId,
  }
}

export type LayerStates = ReturnType<typeof useLayerStates>

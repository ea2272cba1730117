/** Layers for the page that manages them: as they are now, which of them one may change, and those removed. */
import { computed, ref, shallowRef, watch } from 'vue'
import { useSession } from '@/features/session'
import type { OwnedLayer } from '../types'
import { layerApi } from './layerApi'
import { useLayerStates } from './useLayerStates'

export function useManagedLayers() {
  const session = useSession()
  const states = useLayerStates()
  const mine = ref<ReadonlySet<string>>(new Set())
  const removed = shallowRef<OwnedLayer[]>([])
  const error = shallowRef<Error | null>(null)
  const publisher = computed(() => session.may('layers.publish'))

  async function load(): Promise<void> {
    try {
      const [present, gone] = await Promise.all([
        layerApi.list(),
        publisher.value ? layerApi.list(true) : Promise.resolve({ items: [] }),
      ])
      mine.value = new Set(present.items.filter((layer) => layer.may_edit).map(({ id }) => id))
      removed.value = gone.items
      error.value = null
    } catch (failure) {
      error.value = failure as Error
    }
  }

  // Which layers there are is known from the socket; what one may do with a new one is asked.
  watch(() => states.layers.value.map(({ id }) => id).join(' '), load, { immediate: true })

  return {
    states,
    layers: states.layers,
    byId: states.byId,
    removed,
    error,
    publisher,
    loading: computed(() => !states.shown.value && !error.value),
    mayEdit: (id: string | undefined) => id !== undefined && mine.value.has(id),
    load,
  }
}

export type ManagedLayers = ReturnType<typeof useManagedLayers>

/** What a click on layers found, and which of it is being looked at. */
import { computed, ref, shallowRef } from 'vue'
import type { ChosenFeature, LayerHit } from '@/map'

interface Place {
  lon: number
  lat: number
}

export function useIdentified() {
  const hits = shallowRef<readonly LayerHit[]>([])
  const at = ref<Place | null>(null)
  const looked = shallowRef<LayerHit | null>(null)

  function clear(): void {
    hits.value = []
    at.value = null
    looked.value = null
  }

  return {
    hits,
    /** Where the card hangs; null without one. */
    place: computed(() => (hits.value.length ? at.value : null)),
    feature: computed<ChosenFeature | null>(
      () => looked.value && { layer: looked.value.layer, feature: looked.value.feature },
    ),
    take(found: readonly LayerHit[], place: Place): void {
      clear()
      hits.value = found
      at.value = place
    },
    look: (hit: LayerHit) => (looked.value = hit),
    clear,
  }
}

/** One feature of a layer, asked anew when another is wanted or its layer changed. */
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { Box } from '@/map'
import { boxOfGeometry } from '../model/extent'
import type { LayerFeature } from '../types'
import { layerApi } from './layerApi'

export function useFeature(code: Ref<string | null>, id: Ref<string | null>, version: Ref<number>) {
  const feature = shallowRef<LayerFeature | null>(null)
  const etag = ref<string | null>(null)
  const failed = ref(false)
  let asked = 0

  async function load(): Promise<void> {
    const mine = ++asked
    if (!code.value || !id.value) return
    try {
      const answer = await layerApi.feature(code.value, id.value)
      if (mine !== asked) return
      feature.value = answer.data
      etag.value = answer.etag
      failed.value = false
    } catch {
      if (mine === asked) failed.value = true
    }
  }

  watch(
    [code, id, version],
    ([nowCode, nowId], [oldCode, oldId]) => {
      // Another feature: what is shown of the one before would be wrong.
      if (nowCode !== oldCode || nowId !== oldId) {
        feature.value = null
        etag.value = null
      }
      void load()
    },
    { immediate: true },
  )

  return {
    feature,
    etag,
    failed,
    box: computed<Box | null>(() => (feature.value?.geometry ? boxOfGeometry(feature.value.geometry) : null)),
    load,
  }
}

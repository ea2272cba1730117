/** Values of one attribute of a layer, for suggesting classes: of all features, or of so many of the first. */
import { ref, shallowRef } from 'vue'
import type { Layer, Value } from '../types'
import { layerApi } from './layerApi'

/** What one page of `/ogc` holds at most; enough to see how values are spread. */
const MOST = 1000

export function useSample(layer: () => Pick<Layer, 'code' | 'version'>) {
  const values = shallowRef<Record<string, Value>[]>([])
  const busy = ref(false)
  const failed = ref(false)
  let of = ''

  async function load(): Promise<void> {
    const { code, version } = layer()
    if (of === `${code} ${version}`) return
    busy.value = true
    failed.value = false
    try {
      const page = await layerApi.features(code, { limit: MOST })
      values.value = page.features.map(({ properties }) => properties)
      of = `${code} ${version}`
    } catch {
      failed.value = true
    }
    busy.value = false
  }

  return {
    busy,
    failed,
    load,
    size: () => values.value.length,
    of: (attribute: string): Value[] => values.value.map((row) => row[attribute] ?? null),
  }
}

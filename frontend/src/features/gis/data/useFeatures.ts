/** The features of a layer page by page, narrowed by a filter; asked anew when the layer changes. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { LayerFeature } from '../types'
import { layerApi, type FeaturePage } from './layerApi'

const PAGE = 100
const PAUSE_MS = 300
/** So many pixels above the end the next page is asked for. */
const AHEAD_PX = 400

export function useFeatures(code: () => string, version: () => number, filter: () => string | null) {
  const rows = shallowRef<LayerFeature[]>([])
  const matched = ref<number | null>(null)
  const next = ref<string | null>(null)
  const loading = ref(true)
  const error = shallowRef<Error | null>(null)
  let running: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(how: (signal: AbortSignal) => Promise<FeaturePage>, more = false): Promise<void> {
    running?.abort()
    const { signal } = (running = new AbortController())
    loading.value = true
    try {
      const page = await how(signal)
      if (signal.aborted) return
      rows.value = more ? [...rows.value, ...page.features] : page.features
      matched.value = page.numberMatched ?? matched.value
      next.value = page.links.find(({ rel }) => rel === 'next')?.href ?? null
      error.value = null
    } catch (failure) {
      if (!signal.aborted) error.value = failure as Error
    } finally {
      if (running?.signal === signal) loading.value = false
    }
  }

  function load(): Promise<void> {
    const wanted = filter()
    const query = {
      limit: PAGE,
      count: 'true',
      ...(wanted ? { filter: wanted, 'filter-lang': 'cql2-text' } : {}),
    }
    return ask((signal) => layerApi.features(code(), query, signal))
  }

  function scrolled(event: Event): void {
    const { scrollTop, scrollHeight, clientHeight } = event.target as HTMLElement
    const href = next.value
    if (href && !loading.value && scrollHeight - scrollTop - clientHeight < AHEAD_PX)
      void ask((signal) => layerApi.further(href, signal), true)
  }

  watch([filter, version], () => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), PAUSE_MS)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })
  void load()

  return {
    rows,
    loading,
    error,
    scrolled,
    load,
    count: computed(() => matched.value ?? rows.value.length),
    shown: computed(() => rows.value.length),
  }
}

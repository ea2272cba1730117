/** Something asked of the server: what came, whether it is under way, why it failed. A later question wins. */
import { onScopeDispose, ref, shallowRef } from 'vue'

export function useFetched<T>(ask: (signal: AbortSignal) => Promise<T>, blank: T) {
  const data = shallowRef<T>(blank)
  const loading = ref(false)
  const loaded = ref(false)
  const error = shallowRef<Error | null>(null)
  let running: AbortController | null = null

  async function load(): Promise<void> {
    running?.abort()
    const { signal } = (running = new AbortController())
    loading.value = true
    try {
      const found = await ask(signal)
      if (signal.aborted) return
      data.value = found
      error.value = null
      loaded.value = true
    } catch (failure) {
      if (!signal.aborted) error.value = failure as Error
    } finally {
      if (running?.signal === signal) loading.value = false
    }
  }

  function clear(): void {
    running?.abort()
    data.value = blank
    loaded.value = false
    loading.value = false
    error.value = null
  }

  onScopeDispose(() => running?.abort())
  return { data, loading, loaded, error, load, clear }
}

/** One question to the server that follows its subject: asked again when it changes, never answered out of order. */
import { onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'

/** Passing over a row with the arrow keys does not ask for it. */
const PAUSE_MS = 120

export function useFetched<T>(
  subject: MaybeRefOrGetter<string | null>,
  ask: (subject: string, signal: AbortSignal) => Promise<T>,
) {
  const data = shallowRef<T | null>(null)
  const error = shallowRef<Error | null>(null)
  const loading = ref(false)
  let running: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    const wanted = toValue(subject)
    running?.abort()
    if (!wanted) return
    const mine = (running = new AbortController())
    loading.value = data.value === null
    try {
      const answer = await ask(wanted, mine.signal)
      if (mine.signal.aborted) return
      data.value = answer
      error.value = null
    } catch (failure) {
      if (!mine.signal.aborted) error.value = failure as Error
    } finally {
      if (running === mine) loading.value = false
    }
  }

  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), PAUSE_MS)
  }

  watch(
    () => toValue(subject),
    () => {
      data.value = null
      error.value = null
      loading.value = toValue(subject) !== null
      soon()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })

  return { data, error, loading, reload: load, soon }
}

/** A question to the server that follows what is typed or chosen: after a pause, the last answer only. */
import { onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'

interface Options {
  /** Pause in ms after the last change. */
  pause: number
  /** Keep the former answer while the next is on its way, so that nothing flickers. */
  keep?: boolean
}

/** `question` is compared by its JSON; null asks nothing and clears the answer. */
export function useAsked<Question, Answer>(
  question: MaybeRefOrGetter<Question | null>,
  ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
  { pause, keep = false }: Options,
) {
  const answer = shallowRef<Answer | null>(null)
  /** The question the answer belongs to. */
  const answered = shallowRef<Question | null>(null)
  const error = shallowRef<Error | null>(null)
  const loading = ref(false)
  let running: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(timer)
    running?.abort()
    running = null
    loading.value = false
  }

  async function load(): Promise<void> {
    const wanted = toValue(question)
    stop()
    if (wanted === null) return
    const mine = (running = new AbortController())
    loading.value = true
    try {
      const data = await ask(wanted, mine.signal)
      if (mine.signal.aborted) return
      answer.value = data
      answered.value = wanted
      error.value = null
    } catch (failure) {
      if (!mine.signal.aborted) error.value = failure as Error
    } finally {
      if (running === mine) stop()
    }
  }

  watch(
    () => JSON.stringify(toValue(question)),
    () => {
      stop()
      if (toValue(question) === null || !keep) {
        answer.value = null
        answered.value = null
      }
      error.value = null
      if (toValue(question) !== null) timer = setTimeout(() => void load(), pause)
    },
    { immediate: true },
  )
  onScopeDispose(stop)

  return { answer, answered, error, loading, reload: load }
}

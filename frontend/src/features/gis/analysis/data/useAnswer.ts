/** The answer on the screen: asked for with the time it takes, given up on demand, or opened from those kept. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Analysis, Kind, SavedCard } from '../types'
import { analysisApi } from './analysisApi'

export function useAnswer() {
  const answer = shallowRef<Analysis | null>(null)
  /** Where it is a kept one. */
  const card = shallowRef<SavedCard | null>(null)
  const error = shallowRef<Error | null>(null)
  const seconds = ref(0)
  const running = shallowRef<AbortController | null>(null)
  let ticking: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(ticking)
    running.value?.abort()
    running.value = null
  }

  async function run(work: (signal: AbortSignal) => Promise<{ result: Analysis; card: SavedCard | null }>) {
    stop()
    const mine = (running.value = new AbortController())
    error.value = null
    seconds.value = 0
    ticking = setInterval(() => seconds.value++, 1000)
    try {
      const found = await work(mine.signal)
      if (mine.signal.aborted) return
      answer.value = found.result
      card.value = found.card
    } catch (failure) {
      if (!mine.signal.aborted) error.value = failure as Error
    } finally {
      if (running.value === mine) stop()
    }
  }

  function clear(): void {
    stop()
    answer.value = card.value = error.value = null
  }

  onScopeDispose(stop)

  return {
    answer,
    card,
    error,
    seconds,
    busy: computed(() => running.value !== null),
    ask: (question: Record<string, unknown> & { kind: Kind }) =>
      run(async (signal) => ({ result: await analysisApi.ask(question, signal), card: null })),
    open: (id: string) => run(() => analysisApi.saved(id)),
    stop,
    clear,
  }
}

export type Answering = ReturnType<typeof useAnswer>

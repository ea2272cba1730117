/** A list fetched page by page as somebody scrolls; narrowed while typing, after a short pause. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { api, type CallOptions, type Page } from '@/api'

/** Some screens of rows; further ones when somebody scrolls that far. */
const PAGE = 100
/** Typing pause before the server is asked. */
const PAUSE_MS = 250
/** So many pixels above the end the next page is asked for. */
const AHEAD_PX = 400

export function usePages<T>(path: string, query: () => NonNullable<CallOptions['query']>) {
  const rows = shallowRef<T[]>([])
  const next = ref<string | null>(null)
  const loading = ref(true)
  const error = shallowRef<Error | null>(null)
  let running: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(cursor: string | null): Promise<void> {
    clearTimeout(timer)
    running?.abort()
    const { signal } = (running = new AbortController())
    loading.value = true
    try {
      const page = await api.get<Page<T>>(path, { query: { ...query(), limit: PAGE, cursor }, signal })
      if (signal.aborted) return
      rows.value = cursor ? [...rows.value, ...page.items] : page.items
      next.value = page.next
      error.value = null
    } catch (failure) {
      if (!signal.aborted) error.value = failure as Error
    } finally {
      if (running?.signal === signal) loading.value = false
    }
  }

  function scrolled(event: Event): void {
    const { scrollTop, scrollHeight, clientHeight } = event.target as HTMLElement
    if (scrollHeight - scrollTop - clientHeight < AHEAD_PX && next.value && !loading.value)
      void ask(next.value)
  }

  watch(
    () => JSON.stringify(query()),
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void ask(null), PAUSE_MS)
    },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })
  void ask(null)

  return {
    rows,
    loading,
    error,
    scrolled,
    load: () => ask(null),
    /** How many there are, as far as is known: the rest was not fetched. */
    count: computed(() => (next.value === null ? rows.value.length : `${rows.value.length}+`)),
  }
}

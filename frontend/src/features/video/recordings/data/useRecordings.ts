/** A list of recordings, newest first, page by page; asked anew when one changes. */
import { onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Recording } from '../types'
import { paced } from './paced'
import { recordingApi, type Filter } from './recordingApi'
import { useFresh } from './useFresh'

const PAGE = 50
/** Files come by the second where many record; their number in a list may wait. */
const EVERY_MS = 10_000

export function useRecordings(filter: MaybeRefOrGetter<Filter>, size = PAGE) {
  const recordings = shallowRef<Recording[]>([])
  const error = shallowRef<Error | null>(null)
  const loading = ref(true)
  const next = ref<string | null>(null)
  let running: AbortController | null = null

  /** As many as are shown already, so that a list that was paged keeps its length. */
  async function load(more = false): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    try {
      const cursor = more ? next.value : null
      const length = more ? size : Math.min(500, Math.max(size, recordings.value.length))
      const page = await recordingApi.page(toValue(filter), cursor, length, mine.signal)
      recordings.value = more ? [...recordings.value, ...page.items] : page.items
      next.value = page.next
      error.value = null
    } catch (failure) {
      if (!mine.signal.aborted) error.value = failure as Error
    }
    if (!mine.signal.aborted) loading.value = false
  }

  watch(
    () => JSON.stringify(toValue(filter)),
    () => {
      recordings.value = []
      loading.value = true
      void load()
    },
  )
  const fresh = paced(() => load(), EVERY_MS)
  useFresh(
    () => true,
    (seldom) => (seldom ? void fresh.now() : fresh.soon()),
  )
  onScopeDispose(() => {
    fresh.stop()
    running?.abort()
  })
  void load()

  return { recordings, error, loading, next, load: () => load(), more: () => load(true) }
}

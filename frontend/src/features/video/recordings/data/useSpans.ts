/** Recordings that overlap a stretch of time, for a replay. */
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { useSession } from '@/features/session'
import type { Span } from '../model/timeline'
import type { Recording } from '../types'
import { recordingApi } from './recordingApi'

const PAUSE_MS = 400
/** One looks at one; more than these are found in the list. */
const MOST = 100

export function useSpans(stretch: Ref<Span>) {
  const recordings = shallowRef<Recording[]>([])
  const error = shallowRef<Error | null>(null)
  const loading = ref(true)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null

  async function load(): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    const { from, to } = stretch.value
    const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    try {
      const page = await recordingApi.page(span, null, MOST, mine.signal)
      recordings.value = page.items.filter(({ segments }) => segments > 0)
      error.value = null
    } catch (failure) {
      if (!mine.signal.aborted) error.value = failure as Error
    }
    if (!mine.signal.aborted) loading.value = false
  }

  if (useSession().mayAny(['rooms.read', 'video.watch'])) {
    watch(stretch, () => {
      clearTimeout(timer)
      timer = setTimeout(() => void load(), PAUSE_MS)
    })
    void load()
  }
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return { recordings, error, loading }
}

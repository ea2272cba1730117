/** Milestones of the incidents in a stretch of time, asked for when the stretch changes and now and then. */
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { api, type Page } from '@/api'
import type { Incident } from '../../board/model/types'
import { milestonesOf, type Milestone } from '../model/density'
import { HOUR, iso, type Stretch } from '../model/time'

/** An incident may have begun before the stretch and still have milestones in it. */
const BEFORE_MS = 12 * HOUR
/** One page is read in a moment even by a slow line; 5,000 incidents draw the same picture as more would. */
const PAGE = 500
const MOST_PAGES = 10
const PAUSE_MS = 300
const EVERY_MS = 60_000
const AGAIN_MS = 10_000

export function useDensity(stretch: Ref<Stretch>) {
  const milestones = shallowRef<readonly Milestone[]>([])
  const error = shallowRef<Error | null>(null)
  const loading = ref(true)
  /** More happened than was fetched: said, so that the picture does not lie. */
  const cut = ref(false)
  let running: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function fetchAll({ from, to }: Stretch, signal: AbortSignal): Promise<void> {
    const found: Milestone[] = []
    let cursor: string | null = null
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = { from: iso(from - BEFORE_MS), to: iso(to + 1000), limit: PAGE, cursor }
      const answer: Page<Incident> = await api.get<Page<Incident>>('/api/incidents', { query, signal })
      found.push(...answer.items.flatMap(milestonesOf))
      cursor = answer.next
      if (!cursor) break
    }
    milestones.value = found
    cut.value = cursor !== null
  }

  async function load(): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    try {
      await fetchAll(stretch.value, mine.signal)
      error.value = null
    } catch (failure) {
      if (!mine.signal.aborted) error.value = failure as Error
    }
    if (mine.signal.aborted) return
    loading.value = false
    soon(error.value ? AGAIN_MS : EVERY_MS)
  }

  function soon(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), ms)
  }

  watch(stretch, () => soon(PAUSE_MS))
  void load()
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })

  return { milestones, error, loading, cut, reload: () => void load() }
}

/** The feeds within sight: asked anew when one changes, and now and then, for ages grow without a fact. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useSession } from '@/features/session'
import { useBoard } from '@/live'
import type { Feed } from '../types'
import { feedApi } from './feedApi'

const EVERY_MS = 10_000

export function useFeeds() {
  const session = useSession()
  const board = session.may('layers.read') ? useBoard({ topics: ['feeds'] }) : null
  const feeds = shallowRef<Feed[]>([])
  const removed = shallowRef<Feed[]>([])
  const error = shallowRef<Error | null>(null)
  const loading = ref(true)
  const keeper = computed(() => session.may('feeds.manage'))

  async function load(): Promise<void> {
    try {
      const [present, gone] = await Promise.all([
        feedApi.list(),
        keeper.value ? feedApi.list(true) : Promise.resolve({ items: [] as Feed[] }),
      ])
      feeds.value = present.items
      removed.value = gone.items.filter((feed) => feed.may_manage)
      error.value = null
    } catch (failure) {
      error.value = failure as Error
    } finally {
      loading.value = false
    }
  }

  const timer = setInterval(() => void load(), EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  watch(() => [...(board?.facts.values() ?? [])].map(({ seq }) => seq).join(' '), load, { immediate: true })

  return { feeds, removed, error, loading, keeper, load }
}

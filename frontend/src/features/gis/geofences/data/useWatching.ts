/** Rules, and what they found: asked anew with every new event and every change here. */
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useSession } from '@/features/session'
import { useBoard } from '@/live'
import type { FenceEvent, Rule, Visitor } from '../types'
import { fenceApi } from './fenceApi'

const PAGE = 50
/** Who is inside changes without a fact where no rule watches. */
const EVERY_MS = 10_000

export function useRules() {
  const session = useSession()
  const rules = shallowRef<Rule[]>([])
  const error = shallowRef<Error | null>(null)

  async function load(): Promise<void> {
    if (!session.may('units.read')) return
    try {
      rules.value = (await fenceApi.rules()).items
      error.value = null
    } catch (failure) {
      error.value = failure as Error
    }
  }
  void load()
  return { rules, error, load, allowed: session.may('units.read') }
}

/** Who is inside the chosen geofence now and what was found there; null: what was found anywhere. */
export function useVisits(fence: () => string | null) {
  const session = useSession()
  const allowed = session.may('units.read')
  const board = allowed ? useBoard({ topics: ['geofence-events'] }) : null
  const events = shallowRef<FenceEvent[]>([])
  const visitors = shallowRef<Visitor[]>([])
  const next = ref<string | null>(null)
  const loading = ref(allowed)
  const error = shallowRef<Error | null>(null)

  async function load(): Promise<void> {
    const id = fence()
    if (!allowed) return
    try {
      const [page, inside] = await Promise.all([
        fenceApi.events({ limit: PAGE, ...(id ? { fence: id } : {}) }),
        id ? fenceApi.inside(id) : Promise.resolve({ items: [] as Visitor[] }),
      ])
      if (id !== fence()) return
      events.value = page.items
      next.value = page.next
      visitors.value = inside.items
      error.value = null
    } catch (failure) {
      error.value = failure as Error
    } finally {
      loading.value = false
    }
  }

  async function more(): Promise<void> {
    const id = fence()
    const page = await fenceApi.events({ limit: PAGE, cursor: next.value!, ...(id ? { fence: id } : {}) })
    events.value = [...events.value, ...page.items]
    next.value = page.next
  }

  const timer = setInterval(() => void load(), EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  watch([fence, () => [...(board?.facts.values() ?? [])].map(({ seq }) => seq).join(' ')], load, {
    immediate: true,
  })
  return { allowed, board, events, visitors, next, loading, error, load, more }
}

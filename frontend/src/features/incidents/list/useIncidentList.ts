/** The list of incidents, page by page; rows stay fresh by the board, new ones are announced and not pushed in. */
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { api, type Page } from '@/api'
import { serverNow, useBoard } from '@/live'
import type { Counts, Incident } from '../shared/types'
import { toQuery, type Filters } from './filters'

/** Some screens of rows; further ones when somebody scrolls that far. */
const PAGE = 100
/** Typing pause before the server is asked. */
const PAUSE_MS = 250

export function useIncidentList(filters: Ref<Filters>) {
  const fetched = shallowRef<Incident[]>([])
  const next = ref<string | null>(null)
  const loading = ref(true)
  const error = shallowRef<Error | null>(null)
  const counts = shallowRef<Counts | null>(null)
  const fresh = ref(0)
  const board = useBoard({ topics: ['incidents'] })
  let running: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    clearTimeout(timer)
    running?.abort()
    const { signal } = (running = new AbortController())
    loading.value = true
    const query = toQuery(filters.value, serverNow())
    // The figures beside the states are those of all states.
    const wide = toQuery({ ...filters.value, state: '' }, serverNow())
    try {
      const [page, found] = await Promise.all([
        api.get<Page<Incident>>('/api/incidents', { query: { ...query, limit: PAGE }, signal }),
        api.get<Counts>('/api/incidents/counts', { query: wide, signal }),
      ])
      if (signal.aborted) return
      fetched.value = page.items
      next.value = page.next
      counts.value = found
      error.value = null
      fresh.value = 0
    } catch (failure) {
      if (!signal.aborted) error.value = failure as Error
    } finally {
      if (running?.signal === signal) loading.value = false
    }
  }

  async function loadMore(): Promise<void> {
    if (!next.value || loading.value) return
    loading.value = true
    try {
      const query = { ...toQuery(filters.value, serverNow()), limit: PAGE, cursor: next.value }
      const page = await api.get<Page<Incident>>('/api/incidents', { query })
      const known = new Set(fetched.value.map((one) => one.id))
      fetched.value = [...fetched.value, ...page.items.filter((one) => !known.has(one.id))]
      next.value = page.next
    } catch (failure) {
      error.value = failure as Error
    } finally {
      loading.value = false
    }
  }

  board.onFact((fact) => {
    if (fact.kind === 'incident.reported') fresh.value++
  })
  watch(
    () => JSON.stringify(filters.value),
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void load(), PAUSE_MS)
    },
  )
  void load()

  return {
    board,
    rows: computed(() =>
      fetched.value.map((one) => (board.facts.get(one.id)?.state as unknown as Incident | undefined) ?? one),
    ),
    counts,
    loading,
    error,
    fresh,
    more: computed(() => next.value !== null),
    load,
    loadMore,
  }
}

/** Today's reports: the list once from the server, then each change as it happens; figures of the day beside it. */
import { computed, onScopeDispose, ref, shallowReactive, shallowRef } from 'vue'
import { api, isProblem, type Page, type Schema } from '@/api'
import { useSession } from '@/features/session'
import { serverNow, useBoard, type Fact } from '@/live'
import type { Incident, Report, ReportPrivate } from '../../shared/types'

/** A page of the list; older ones are fetched when somebody scrolls to them. */
const PAGE = 200
/** The picture of the day moves slowly. */
const FIGURES_MS = 30_000

export type DayFigures = Schema<'Today'>

export type ReportFilter = 'waiting' | 'linked' | 'rejected' | 'all'

export function startOfDay(now: number): Date {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  return day
}

export function useDay() {
  const session = useSession()
  const known = shallowReactive(new Map<string, Report>())
  const loading = ref(true)
  const error = shallowRef<Error | null>(null)
  const next = ref<string | null>(null)
  const figures = shallowRef<DayFigures | null>(null)
  const topics = session.may('incidents.read') ? ['reports', 'incidents'] : ['reports']
  const board = useBoard({ topics })

  async function load(cursor: string | null = null): Promise<void> {
    loading.value = known.size === 0
    try {
      const from = startOfDay(serverNow()).toISOString()
      const page = await api.get<Page<Report>>('/api/reports', { query: { from, limit: PAGE, cursor } })
      for (const report of page.items) if (!known.has(report.id)) known.set(report.id, report)
      next.value = page.next
      error.value = null
    } catch (failure) {
      error.value = failure as Error
    } finally {
      loading.value = false
    }
  }

  async function loadFigures(): Promise<void> {
    if (!session.may('statistics.read') || !session.signedIn) return
    figures.value = await api.get<DayFigures>('/api/statistics/today').catch(() => figures.value)
  }

  function take(fact: Fact): void {
    if (fact.topic !== 'reports') return
    if (fact.state) known.set(fact.subject, fact.state as unknown as Report)
    else void lookAgain(fact.subject)
    if (fact.kind === 'report.received') void loadFigures()
  }

  /** Gone from the boards: either done with, or no longer ours to see. Only the server can tell. */
  async function lookAgain(id: string): Promise<void> {
    if (!known.has(id)) return
    try {
      known.set(id, await api.get<Report>(`/api/reports/${id}`))
    } catch (failure) {
      if (isProblem(failure) && [403, 404].includes(failure.status)) known.delete(id)
    }
  }

  board.onFact(take)
  void load()
  void loadFigures()
  const timer = setInterval(() => void loadFigures(), FIGURES_MS)
  onScopeDispose(() => clearInterval(timer))

  /** Newest first; what the board holds is fresher than what was fetched. */
  const reports = computed(() => {
    const start = startOfDay(serverNow()).getTime()
    const all = new Map(known)
    for (const fact of board.facts.values())
      if (fact.topic === 'reports') all.set(fact.subject, fact.state as unknown as Report)
    return [...all.values()]
      .filter((report) => report.state === 'received' || Date.parse(report.received_at) >= start)
      .sort((one, other) => Date.parse(other.received_at) - Date.parse(one.received_at))
  })
  const counts = computed(() => {
    const found = { waiting: 0, linked: 0, rejected: 0, all: reports.value.length }
    for (const { state } of reports.value) found[state === 'received' ? 'waiting' : state]++
    return found
  })
  const byHour = computed(() => {
    if (figures.value) return figures.value.by_hour
    const hours = Array.from({ length: 24 }, () => 0)
    for (const report of reports.value) hours[new Date(report.received_at).getHours()]!++
    return hours
  })
  const incidents = computed(() => {
    const found: Incident[] = []
    for (const fact of board.facts.values())
      if (fact.topic === 'incidents') found.push(fact.state as unknown as Incident)
    return found
  })

  return {
    board,
    reports,
    counts,
    byHour,
    figures,
    incidents,
    loading,
    error,
    more: computed(() => next.value !== null),
    load: () => load(),
    loadMore: () => load(next.value),
    put: (report: Report) => known.set(report.id, report),
    incident: (id: string | null) =>
      (id ? (board.facts.get(id)?.state as unknown as Incident | undefined) : undefined) ?? null,
    privateOf: (id: string) => (board.facts.get(id)?.restricted as ReportPrivate | undefined) ?? null,
  }
}

export type Day = ReturnType<typeof useDay>

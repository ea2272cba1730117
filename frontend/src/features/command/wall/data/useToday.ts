/** Today's figures, asked for again and again: one question at a time, for days, with nothing kept but the last answer. */
import { computed, onScopeDispose, shallowRef } from 'vue'
import { api, type Schema } from '@/api'
import { useSession } from '@/features/session'
import { useServerTime } from '@/live'

export type Today = Schema<'Today'>
type Counts = Schema<'Counts'>

/** One slow answer is not yet a dead feed: pause and patience together stay below what veils a panel. */
const EVERY_MS = 4_000
const TIMEOUT_MS = 3_000

export function useToday() {
  const session = useSession()
  const { now, offsetMs } = useServerTime()
  const today = shallowRef<Today | null>(null)
  const waiting = shallowRef<Counts['reports']>(null)
  const error = shallowRef<Error | null>(null)
  const answeredAt = shallowRef<number | null>(null)
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    const options = { signal: stop.signal, timeoutMs: TIMEOUT_MS }
    const [figures, counts] = await Promise.all([
      api.get<Today>('/api/statistics/today', options),
      api.get<Counts>('/api/incidents/counts', { ...options, query: { state: 'open' } }),
    ])
    today.value = figures
    waiting.value = counts.reports
    answeredAt.value = Date.now()
    error.value = null
  }

  async function run(): Promise<void> {
    clearTimeout(timer)
    try {
      await ask()
    } catch (failure) {
      if (!stop.signal.aborted) error.value = failure as Error
    }
    clearTimeout(timer)
    if (!stop.signal.aborted && session.signedIn) timer = setTimeout(run, EVERY_MS)
  }

  const allowed = session.may('statistics.read') && session.may('incidents.read')
  if (allowed) void run()
  onScopeDispose(() => {
    stop.abort()
    clearTimeout(timer)
  })

  return {
    allowed,
    today,
    waiting,
    error,
    retry: run,
    age: computed(() =>
      answeredAt.value === null
        ? null
        : Math.max(0, Math.floor((now.value - offsetMs.value - answeredAt.value) / 1000)),
    ),
  }
}

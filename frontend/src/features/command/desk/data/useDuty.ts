/** Who sits at which post now. */
import { computed, onScopeDispose, shallowRef } from 'vue'
import { api, type Page, type Schema } from '@/api'
import { useServerTime } from '@/live'

export type Duty = Schema<'Duty'>

const EVERY_MS = 60_000
const AGAIN_MS = 5_000
/** A city has some forty posts; a tile shows what it has room for. */
const MOST = 200

export function useDuty() {
  const { now, offsetMs } = useServerTime()
  const items = shallowRef<readonly Duty[] | null>(null)
  const error = shallowRef<Error | null>(null)
  const answeredAt = shallowRef<number | null>(null)
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    clearTimeout(timer)
    try {
      const query = { limit: MOST }
      items.value = (await api.get<Page<Duty>>('/api/duty', { query, signal: stop.signal })).items
      answeredAt.value = Date.now()
      error.value = null
    } catch (failure) {
      if (!stop.signal.aborted) error.value = failure as Error
    }
    if (!stop.signal.aborted) timer = setTimeout(() => void ask(), error.value ? AGAIN_MS : EVERY_MS)
  }

  void ask()
  onScopeDispose(() => {
    stop.abort()
    clearTimeout(timer)
  })

  return {
    /** Those whose time has not run out since the question. */
    items: computed(() => items.value?.filter(({ until }) => Date.parse(until) > now.value) ?? null),
    error,
    ask,
    minutesOld: computed(() =>
      answeredAt.value === null ? null : Math.floor((now.value - offsetMs.value - answeredAt.value) / 60_000),
    ),
  }
}

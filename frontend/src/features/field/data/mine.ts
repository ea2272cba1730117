/** What became of the reports this account sent; as last known while the server is away. */
import { onScopeDispose, shallowRef } from 'vue'
import { api, type Page } from '@/api'
import { serverNow } from '@/live/serverTime'
import { keep, kept } from '@/outbox'
import type { Report } from '@/features/incidents'

const KEY = 'field.mine'
/** Reports of others do not reach a field account live; asked for while somebody looks. */
const EVERY_MS = 20_000
/** What was sent this minute is usually dealt with at once. */
const FRESH_MS = 60_000
const SOON_MS = 2_000
const MOST = 50

export function useMine(reachable: () => boolean) {
  const reports = shallowRef<Report[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  const fresh = ({ state, received_at }: Report) =>
    state === 'received' && serverNow() - Date.parse(received_at) < FRESH_MS

  async function load(): Promise<void> {
    if (reachable()) await ask()
    clearTimeout(timer)
    if (!gone) timer = setTimeout(() => void load(), reports.value.some(fresh) ? SOON_MS : EVERY_MS)
  }

  async function ask(): Promise<void> {
    try {
      reports.value = (await api.get<Page<Report>>('/api/reports/mine', { query: { limit: MOST } })).items
      void keep(KEY, reports.value)
    } catch {
      // The list as it was stays; the connection line says why it does not move.
    }
  }

  void kept<Report[]>(KEY).then((last) => {
    if (last && !reports.value.length) reports.value = last
    void load()
  })
  onScopeDispose(() => {
    gone = true
    clearTimeout(timer)
  })
  return { reports, load }
}

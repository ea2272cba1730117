/** What became of the reports this account sent; as last known while the server is away. */
import { onScopeDispose, shallowRef } from 'vue'
import { api, type Page } from '@/api'
import { keep, kept } from '@/outbox'
import type { Report } from '@/features/incidents'

const KEY = 'field.mine'
/** Reports of others do not reach a field account live; asked for while somebody looks. */
const EVERY_MS = 20_000
const MOST = 50

export function useMine(reachable: () => boolean) {
  const reports = shallowRef<Report[]>([])

  async function load(): Promise<void> {
    if (!reachable()) return
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
  const timer = setInterval(() => void load(), EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  return { reports, load }
}

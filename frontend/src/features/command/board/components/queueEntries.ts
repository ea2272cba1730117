/** The queue as one list of rows: heads, waiting reports, incidents. Pure. */
import type { groupQueue } from '../model/queue'
import type { Incident, Report } from '../model/types'

export type QueueEntry =
  | { type: 'head'; key: string; label: string; count: number; folded: boolean }
  | { type: 'more'; key: string; count: number }
  | { type: 'report'; key: string; report: Report }
  | { type: 'incident'; key: string; incident: Incident }

export const WAITING = 'waiting'
/** Waiting reports shown before the rest folds: the incidents below must stay in sight. */
export const WAITING_SHOWN = 5
export const MORE = 'waiting-more'

export function waitingReports(reports: readonly Report[]): Report[] {
  return reports
    .filter((report) => report.state === 'received')
    .sort((one, other) => Date.parse(one.received_at) - Date.parse(other.received_at))
}

export function queueEntries(
  waiting: readonly Report[],
  groups: ReturnType<typeof groupQueue>,
  folded: ReadonlySet<string>,
  label: (group: string) => string,
): QueueEntry[] {
  const entries: QueueEntry[] = []
  const head = (key: string, count: number) => {
    entries.push({ type: 'head', key, label: label(key), count, folded: folded.has(key) })
    return !folded.has(key)
  }
  if (waiting.length && head(WAITING, waiting.length)) {
    const most = folded.has(MORE) ? waiting.length : WAITING_SHOWN
    // One row more costs no more than the row that would say so.
    const shown = waiting.length <= most + 1 ? waiting.length : most
    for (const report of waiting.slice(0, shown)) entries.push({ type: 'report', key: report.id, report })
    if (shown < waiting.length) entries.push({ type: 'more', key: MORE, count: waiting.length - shown })
  }
  for (const group of groups) {
    if (!group.incidents.length || !head(group.name, group.incidents.length)) continue
    for (const incident of group.incidents) entries.push({ type: 'incident', key: incident.id, incident })
  }
  return entries
}

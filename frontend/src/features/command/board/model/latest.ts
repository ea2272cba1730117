/** What happened last: facts that arrived, filled up with the newest the snapshot holds. Pure. */
import type { Fact } from '@/live'
import { worthTelling } from './factText'
import type { TimelineEntry } from './timeline'

export function lastFacts(
  arrived: readonly TimelineEntry[],
  known: Iterable<Fact>,
  most: number,
): TimelineEntry[] {
  const seen = new Set(arrived.map(({ fact }) => fact.seq))
  const entries = arrived.filter(({ fact, before }) => fact.state && worthTelling(fact, before))
  const older: TimelineEntry[] = []
  for (const fact of known) {
    if (seen.has(fact.seq) || !fact.state) continue
    if (fact.topic !== 'incidents' && fact.topic !== 'reports') continue
    if (fact.kind !== 'incident.changed') older.push({ fact, before: null })
  }
  older.sort((one, other) => other.fact.seq - one.fact.seq)
  return [...entries, ...older].slice(0, most)
}

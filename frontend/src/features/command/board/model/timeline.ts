/** Facts of an incident as lines: each with the state of its subject before it, idle ones left out. Pure. */
import type { Fact } from '@/live'
import { worthTelling } from './factText'

export interface TimelineEntry {
  fact: Fact
  before: unknown
}

/** Newest first. */
export function tellable(facts: readonly Fact[]): TimelineEntry[] {
  const last = new Map<string, unknown>()
  const entries: TimelineEntry[] = []
  for (const fact of [...facts].sort((one, other) => one.seq - other.seq)) {
    const before = last.get(fact.subject) ?? null
    last.set(fact.subject, fact.state)
    if (worthTelling(fact, before)) entries.push({ fact, before })
  }
  return entries.reverse()
}

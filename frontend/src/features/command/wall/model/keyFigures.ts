/** Figures from the incidents of the board: only what the milestones and clocks say. Pure. */
import type { Clock, Incident } from '../../board/model/types'

export function median(values: readonly number[]): number | null {
  if (!values.length) return null
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000

export interface Measured {
  /** Median in seconds; null while nothing was measured. */
  median: number | null
  /** The time the clock allows, in seconds; null when no clock says. */
  target: number | null
  count: number
}

/** How long one kind of clock took, of those stopped since a moment. */
export function timeTaken(incidents: readonly Incident[], code: string, since: number): Measured {
  const clocks = incidents.flatMap((incident) => incident.clocks.filter((clock) => clock.code === code))
  const stopped = clocks.filter((clock) => clock.done_at && Date.parse(clock.done_at) >= since)
  const any = stopped[0] ?? clocks[0]
  return {
    median: median(stopped.map((clock) => seconds(clock.started_at, clock.done_at!))),
    target: any ? seconds(any.started_at, any.due_at) : null,
    count: stopped.length,
  }
}

export interface Punctual {
  inTime: number
  late: number
  /** Still running past its time. */
  overdue: number
}

/** Clocks that were stopped or ran out since a moment. */
export function punctuality(incidents: readonly Incident[], since: number, now: number): Punctual {
  const found: Punctual = { inTime: 0, late: 0, overdue: 0 }
  const judge = (clock: Clock) => {
    const due = Date.parse(clock.due_at)
    if (!clock.done_at) {
      if (due <= now) found.overdue++
    } else if (Date.parse(clock.done_at) >= since) {
      if (Date.parse(clock.done_at) <= due) found.inTime++
      else found.late++
    }
  }
  for (const incident of incidents) {
    if (incident.state !== 'merged') incident.clocks.forEach(judge)
  }
  return found
}

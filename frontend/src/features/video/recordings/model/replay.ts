/** Which recording a replay shows at a moment. Pure; milliseconds. */
import type { Recording } from '../types'
import type { Span } from './timeline'

/** A recording that runs lasts until now. */
export const spanOf = ({ started_at, ended_at }: Recording, now: number): Span => ({
  from: Date.parse(started_at),
  to: ended_at ? Date.parse(ended_at) : now,
})

/** Those in which the moment lies, that of the chosen incident first, then the newest. */
export function atMoment(
  recordings: readonly Recording[],
  { at, now, incident }: { at: number; now: number; incident: string | null },
): Recording[] {
  const own = (one: Recording) => Number(incident !== null && one.incident_id === incident)
  return recordings
    .filter((one) => {
      const { from, to } = spanOf(one, now)
      return one.state !== 'erased' && at >= from && at < to
    })
    .sort((a, b) => own(b) - own(a) || b.started_at.localeCompare(a.started_at))
}

/** Above this a browser shows no pictures in step; small ones stand for them. */
export const FASTEST = 8

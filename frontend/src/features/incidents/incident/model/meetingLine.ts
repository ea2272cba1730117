/** Facts of a meeting about an incident; null for what the room itself tells. Pure. */
import type { FactLine } from './factLine'

type State = Record<string, unknown>
const TOLD = new Set([
  'room.planned',
  'room.opened',
  'room.closed',
  'participant.entered',
  'participant.left',
  'roll-call.started',
  'roll-call.finished',
  'decision.made',
  'meeting.booked',
  'meeting.changed',
  'meeting.cancelled',
])

export const isMeeting = (topic: string) =>
  ['room', 'participant', 'roll-call', 'decision', 'meeting', 'guest'].includes(topic)

export function meetingLine(kind: string, state: State): FactLine | null {
  if (!TOLD.has(kind)) return null
  const { title, room_title, name, venue, organisation, expected, answered, text } = state
  const parts = { title: title ?? room_title, name: venue ?? name, organisation, expected, answered }
  return {
    key: kind.replace('roll-call', 'rollCall'),
    parts,
    words: typeof text === 'string' ? text : null,
    group: 'other',
    tone: kind === 'decision.made' ? 'strong' : 'plain',
  }
}

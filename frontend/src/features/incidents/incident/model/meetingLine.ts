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
  'room-source.added',
  'room-source.removed',
  'phone.started',
  'phone.ended',
  'whiteboard.opened',
  'whiteboard.closed',
  'decision.made',
  'recording.started',
  'recording.stopped',
  'recording.failed',
  'recording.erased',
  'meeting.booked',
  'meeting.changed',
  'meeting.cancelled',
])

const KINDS = new Set([
  'room',
  'participant',
  'roll-call',
  'room-source',
  'phone',
  'whiteboard',
  'decision',
  'recording',
  'meeting',
  'guest',
])
export const isMeeting = (topic: string) => KINDS.has(topic)

export function meetingLine(kind: string, state: State): FactLine | null {
  if (!TOLD.has(kind)) return null
  const { title, room_title, name, venue, organisation, expected, answered, text, zh, en, by } = state
  const parts = { title: title ?? room_title, name: venue ?? name, organisation, expected, answered, by }
  const brought = { camera: { zh, en }, by: state.added_by }
  return {
    key: kind.replace('roll-call', 'rollCall').replace('room-source', 'roomSource'),
    parts: zh ? { ...parts, ...brought } : parts,
    words: typeof text === 'string' ? text : null,
    group: 'other',
    tone: kind === 'decision.made' ? 'strong' : 'plain',
  }
}

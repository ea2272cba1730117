/** The board of recordings within sight: of rooms, of sources, each for whoever may look at them; null for nobody. */
import { useSession } from '@/features/session'
import { useBoard } from '@/live'

const TOPICS = [
  ['recordings', 'rooms.read'],
  ['source-recordings', 'video.watch'],
] as const

export function useRecorded() {
  const session = useSession()
  const topics = TOPICS.filter(([, permission]) => session.may(permission)).map(([topic]) => topic)
  return topics.length ? { board: useBoard({ topics }), topics } : null
}

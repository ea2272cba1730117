/**
 * A room as it stands: accounts hear it on the board `rooms`, guests, who have no socket, ask every two seconds.
 */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { isProblem } from '@/api'
import { useBoard, type Fact } from '@/live'
import type { Participant, Room, RollCall, RoomSource, RoomView } from '../types'
import type { Whiteboard } from '../../whiteboard/types'
import { meetApi } from './meetApi'

const GUEST_MS = 2_000
/** Sixty answers to a roll call within seconds become a few questions. */
const SOON_MS = 600

export function useRoom(id: string, guest: boolean) {
  const room = shallowRef<Room | null>(null)
  const people = shallowRef(new Map<string, Participant>())
  const sources = shallowRef(new Map<string, RoomSource>())
  const rollCall = shallowRef<RollCall | null>(null)
  const whiteboard = shallowRef<Whiteboard | null>(null)
  /** An answer that was under way when it was closed opens none again. */
  const closed = new Set<string>()
  const mine = ref<string | null>(null)
  const chairs = ref(false)
  const failure = shallowRef<unknown>(null)
  const said = ref(0)
  const board = guest ? null : useBoard({ topics: ['rooms', 'messages', 'whiteboards'] })

  /** Counts whiteboards heard of: an answer asked for before the last says nothing about it. */
  let told = 0

  /** Takes a whole answer; `since` is `told` as it was when the answer was asked for. */
  function take(view: RoomView, since?: number): void {
    room.value = view.room
    people.value = new Map(view.participants.map((one) => [one.id, one]))
    sources.value = new Map(view.sources.map((one) => [one.id, one]))
    rollCall.value = view.roll_call
    if (view.whiteboard) putWhiteboard(view.whiteboard)
    else if (since === told || !whiteboard.value) whiteboard.value = null
    else soon()
    mine.value = view.me?.id ?? null
    chairs.value = view.chairs
    failure.value = null
  }

  function putWhiteboard(next: Whiteboard): void {
    const now = whiteboard.value
    if (next.state === 'closed') closed.add(next.id)
    if (closed.has(next.id)) return void (now?.id === next.id && (whiteboard.value = null))
    if (now?.id === next.id && next.revision <= now.revision) return
    told++
    whiteboard.value = next
  }

  async function refresh(): Promise<void> {
    const since = told
    try {
      take(await meetApi.view(id), since)
    } catch (error) {
      if (!guest || isProblem(error)) failure.value = error
    }
  }

  function heard({ kind, subject, state, about }: Fact): void {
    if (kind === 'message.sent' && about.includes(id)) said.value++
    if (subject === id && state) room.value = state as unknown as Room
    const one = state as unknown as Participant | null
    if (kind.startsWith('participant.') && one?.room_id === id) {
      people.value = new Map(people.value).set(one.id, one)
      if (one.id === mine.value) soon()
    }
    if (kind.startsWith('room-source.') && one?.room_id === id) putSource(state as unknown as RoomSource)
    if (kind.startsWith('whiteboard.') && one?.room_id === id) putWhiteboard(state as unknown as Whiteboard)
    if (kind.startsWith('roll-call.') && about.includes(id)) soon()
  }

  const putSource = (one: RoomSource) => (sources.value = new Map(sources.value).set(one.id, one))

  let timer: ReturnType<typeof setTimeout> | undefined
  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh(), SOON_MS * (0.5 + Math.random()))
  }

  if (board) {
    board.onFact(heard)
    // What was missed while the socket was away is asked for at once.
    watch(
      () => board.state,
      (now, before) => now === 'live' && before !== 'stale' && void refresh(),
    )
  }
  const asking = guest ? setInterval(() => void refresh().then(() => said.value++), GUEST_MS) : undefined
  onScopeDispose(() => {
    clearInterval(asking)
    clearTimeout(timer)
  })

  const everybody = computed(() => [...people.value.values()])
  return {
    room,
    rollCall,
    /** The one that is open, as it was heard of last. */
    whiteboard,
    chairs,
    failure,
    /** Counts up when somebody has written something. */
    said,
    everybody,
    present: computed(() => everybody.value.filter((one) => !one.left_at)),
    /** Cameras shown in the room, in the order they came. */
    brought: computed(() =>
      [...sources.value.values()]
        .filter((one) => !one.removed_at)
        .sort((a, b) => a.added_at.localeCompare(b.added_at)),
    ),
    me: computed(() => (mine.value ? (people.value.get(mine.value) ?? null) : null)),
    state: computed(() => (board ? board.state : failure.value ? 'offline' : 'live')),
    take,
    refresh,
    /** What a command answered, before it is heard of. */
    put: (one: Participant) => (people.value = new Map(people.value).set(one.id, one)),
    putSource,
    putWhiteboard,
    putRoom: (next: Room) => (room.value = next),
    putCall: (next: RollCall) => (rollCall.value = next),
  }
}

export type RoomState = ReturnType<typeof useRoom>

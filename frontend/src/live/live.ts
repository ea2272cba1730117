/** The page's connection to the journal: status, feeds, boards, positions, what others say. */
import { computed, reactive, ref, shallowRef } from 'vue'
import { CLOSE, type Feed, type OpenFrame, type SaidFrame, type ServerFrame } from './frames'
import { boardOf } from './positionFrame'
import { LiveSocket, type SocketStatus } from './socket'
import { useServerTime } from './serverTime'

export interface BoardPort {
  open: () => Omit<OpenFrame, 'op' | 'id'>
  /** Forgets what it holds: the next opening begins from nothing. */
  forget: () => void
  frame: (frame: Extract<ServerFrame, { id?: string }>) => void
  /** A binary frame of this board. */
  positions?: (data: ArrayBuffer) => void
}

const status = ref<SocketStatus>('idle')
const refusedCode = ref(0)
const feeds = shallowRef<Feed[]>([])
const feedsAt = ref(0)
const heardAt = ref(0)
const problem = shallowRef<Extract<ServerFrame, { op: 'problem' }> | null>(null)
const boards = new Map<string, BoardPort>()
const saidListeners = new Set<(frame: SaidFrame) => void>()
let boardNumber = 0

const socket = new LiveSocket(
  () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`,
  {
    status(next, code) {
      status.value = next
      refusedCode.value = next === 'refused' ? code : 0
      if (next === 'open') for (const id of boards.keys()) sendOpen(id)
    },
    frame: receive,
    positions(data) {
      heardAt.value = Date.now()
      boards.get(boardOf(data) ?? '')?.positions?.(data)
    },
  },
)

function receive(frame: ServerFrame): void {
  heardAt.value = Date.now()
  if (frame.op === 'health') {
    feeds.value = frame.feeds
    feedsAt.value = Date.now()
  } else if (frame.op === 'said') {
    for (const listener of saidListeners) listener(frame)
  } else if ('id' in frame && frame.id) {
    boards.get(frame.id)?.frame(frame)
  } else if (frame.op === 'problem') {
    problem.value = frame
  }
}

function sendOpen(id: string): void {
  const port = boards.get(id)
  if (port) socket.send({ op: 'open', id, ...port.open() })
}

/** Registers a board; the socket starts with the first and reopens all of them after a reconnect. */
export function addBoard(port: BoardPort): string {
  const id = `b${++boardNumber}`
  boards.set(id, port)
  socket.start()
  sendOpen(id)
  return id
}

export function reopenBoard(id: string): void {
  socket.send({ op: 'close', id })
  sendOpen(id)
}

export function removeBoard(id: string): void {
  if (boards.delete(id)) socket.send({ op: 'close', id })
}

export function sendView(id: string, area: [number, number, number, number], zoom: number): void {
  socket.send({ op: 'view', id, area, zoom })
}

/** Ends the connection, at sign-out. Boards still on the page stay registered and open again later. */
export function stopLive(): void {
  socket.stop()
}

/** Starts the connection without a board: the shell shows feeds and keeps the server's time. */
export function startLive(): void {
  socket.start()
}

/** Begins anew with other rights: what was seen under the old ones may be too much or too little. */
export function restartLive(): void {
  socket.stop()
  for (const port of boards.values()) port.forget()
  socket.start()
}

export function onSaid(listener: (frame: SaidFrame) => void): () => void {
  saidListeners.add(listener)
  return () => saidListeners.delete(listener)
}

/** Something to be forgotten in 10 s: typing, a cursor, a drag, who speaks. At most 5/s each. */
export function say(
  about: string,
  what: Exclude<SaidFrame['what'], 'media'>,
  data: Record<string, unknown>,
): void {
  socket.send({ op: 'say', about, what, data })
}

addEventListener('online', () => socket.retryNow())
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') socket.retryNow()
})

/** Reactive view of the connection. */
export function useLive() {
  const { now, offsetMs } = useServerTime()
  const sinceHealth = () => Math.max(0, (now.value - offsetMs.value - feedsAt.value) / 1000)
  return reactive({
    status,
    problem,
    /** The session ended while the page was open. */
    signedOut: computed(() => refusedCode.value === CLOSE.signedOut),
    /** Feeds with the age they have now, not the age they had when the server spoke. */
    feeds: computed(() =>
      feeds.value.map((feed) => ({
        ...feed,
        age_s: feed.age_s === null ? null : feed.age_s + Math.floor(sinceHealth()),
      })),
    ),
    /** Seconds since the last frame of any sort. */
    silence: computed(() =>
      heardAt.value ? Math.max(0, Math.floor((now.value - offsetMs.value - heardAt.value) / 1000)) : null,
    ),
    retry: () => socket.retryNow(),
  })
}

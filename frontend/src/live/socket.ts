/** One WebSocket per page: reconnects, keeps time, hands frames to whoever listens. No Vue in here. */
import { reconnectDelay } from './backoff'
import { CLOSE, type ServerFrame } from './frames'
import { observeServerTime } from './serverTime'

export type SocketStatus = 'idle' | 'connecting' | 'open' | 'waiting' | 'refused'

export interface SocketEvents {
  status: (status: SocketStatus, code: number) => void
  frame: (frame: ServerFrame) => void
  positions: (data: ArrayBuffer) => void
}

const PING_MS = 5_000
/** Health comes every 2 s; a socket silent for this long is half-open and is replaced. */
const SILENCE_MS = 10_000

export class LiveSocket {
  lastHeard = 0
  private socket: WebSocket | null = null
  private tries = 0
  private wanted = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private beat: ReturnType<typeof setInterval> | undefined
  private readonly pings = new Map<number, number>()
  private pingNumber = 0

  constructor(
    private readonly address: () => string,
    private readonly events: SocketEvents,
  ) {}

  start(): void {
    if (this.wanted) return
    this.wanted = true
    this.connect()
  }

  stop(): void {
    this.wanted = false
    clearTimeout(this.timer)
    this.drop(1000)
    this.events.status('idle', 1000)
  }

  /** Comes back at once, for `online` events and a person's key. */
  retryNow(): void {
    if (!this.wanted || this.socket) return
    clearTimeout(this.timer)
    this.tries = 0
    this.connect()
  }

  send(frame: object): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false
    this.socket.send(JSON.stringify(frame))
    return true
  }

  private connect(): void {
    this.events.status('connecting', 0)
    const socket = new WebSocket(this.address())
    socket.binaryType = 'arraybuffer'
    this.socket = socket
    this.lastHeard = Date.now()
    this.beat = setInterval(() => this.heartbeat(), PING_MS)
    socket.onopen = () => {
      this.events.status('open', 0)
      this.heartbeat()
    }
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => this.heard(event.data)
    socket.onclose = (event) => {
      if (this.socket === socket) this.closed(event.code)
    }
  }

  private heard(data: string | ArrayBuffer): void {
    this.lastHeard = Date.now()
    if (typeof data !== 'string') return this.events.positions(data)
    const frame = JSON.parse(data) as ServerFrame
    if (frame.op === 'pong') return this.pong(frame.n, frame.now)
    if (frame.op === 'snapshot') this.tries = 0
    this.events.frame(frame)
  }

  private heartbeat(): void {
    if (Date.now() - this.lastHeard > SILENCE_MS) {
      this.drop(CLOSE.tooSlow)
      this.closed(CLOSE.tooSlow)
      return
    }
    this.pings.set(++this.pingNumber, Date.now())
    this.send({ op: 'ping', n: this.pingNumber })
  }

  private pong(n: number, now: string): void {
    const sentAt = this.pings.get(n)
    this.pings.clear()
    if (sentAt !== undefined) observeServerTime(now, sentAt)
  }

  private closed(code: number): void {
    this.drop(1000)
    if (!this.wanted) return
    const delay = reconnectDelay(code, this.tries++)
    if (delay === null) {
      this.wanted = false
      this.events.status('refused', code)
      return
    }
    this.events.status('waiting', code)
    this.timer = setTimeout(() => this.connect(), delay)
  }

  private drop(code: number): void {
    clearInterval(this.beat)
    this.pings.clear()
    const socket = this.socket
    this.socket = null
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close(code)
  }
}

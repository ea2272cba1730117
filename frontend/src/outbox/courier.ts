/** Sends what waits, one item after the other, each once: one tab of a phone holds the lock. */
import { api, ApiProblem } from '@/api'
import { serverNow } from '@/live/serverTime'
import { fileContent, itemsOf } from './db'
import * as queue from './queue'
import { nextToSend, outcomeOf, pauseMs } from './rules'
import { Removed, type Item } from './types'
import { upload } from './upload'

export type CourierState = 'idle' | 'sending' | 'waiting' | 'sign-in'

export interface Progress {
  state: CourierState
  /** The item on its way, and how much of it has arrived. */
  id: string | null
  sent: number
  /** When it will be tried again (this machine's clock). */
  nextAt: number | null
}

/** What the courier needs of the page it runs in. */
export interface Gate {
  owner: string
  /** Whether requests would be let in now: asks the server who we are, if that is not known. */
  open: () => Promise<'open' | 'away' | 'sign-in'>
  /** The server did not know us: whatever we believed of the session has to be asked again. */
  doubt: () => void
  /** The server answered. */
  contact: () => void
}

const LOCK = 'wanglou-outbox'
/** An answer that takes longer is asked for again under the same key. */
const ANSWER_MS = 30_000
const TURNED_AWAY = new Set(['away', 'sign-in'])

export class Courier {
  private tries = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private running = false
  private again = false
  private stopped = false
  private doubted = false

  constructor(
    private readonly gate: Gate,
    private readonly tell: (progress: Progress) => void,
  ) {}

  /** Something may have changed: a new item, a network, a person's wish. Never two runs at once. */
  async wake(): Promise<void> {
    if (this.stopped) return
    clearTimeout(this.timer)
    this.again = true
    if (this.running) return
    this.running = true
    try {
      while (this.again && !this.stopped) {
        this.again = false
        await exclusive(() => this.run())
      }
    } finally {
      this.running = false
    }
  }

  /** A person pressed, or the network is back: no pause from earlier failures. */
  now(): void {
    this.tries = 0
    void this.wake()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private async run(): Promise<void> {
    this.doubted = false
    for (;;) {
      const item = nextToSend(await itemsOf(this.gate.owner))
      if (this.stopped) return
      if (!item) return this.report('idle')
      const gate = await this.gate.open()
      if (TURNED_AWAY.has(gate)) return gate === 'sign-in' ? this.report('sign-in') : this.later(null)
      this.report('sending', item)
      if (!(await this.sendOne(item))) return
    }
  }

  /** False when the run is over for now. */
  private async sendOne(item: Item): Promise<boolean> {
    try {
      await this.send(item)
      this.tries = 0
      this.gate.contact()
      return true
    } catch (error) {
      if (error instanceof Removed) return true
      return this.failed(item, error)
    }
  }

  private async failed(item: Item, error: unknown): Promise<boolean> {
    const problem = error instanceof ApiProblem ? error : null
    if (problem?.status) this.gate.contact()
    const outcome = outcomeOf(error)
    if (outcome === 'refused' && problem) return this.refuse(item, problem)
    if (outcome === 'sign-in' && !this.doubted) {
      this.gate.doubt()
      return (this.doubted = true)
    }
    if (outcome === 'sign-in') this.report('sign-in')
    else this.later(problem?.retryAfter ?? null)
    return false
  }

  private async send(given: Item): Promise<void> {
    let item = given
    let before = 0
    for (const { id } of given.files) {
      const file = item.files.find((each) => each.id === id)!
      const done = before
      if (!file.done) {
        item = await this.sendFile(item, id, (bytes) => this.report('sending', item, done + bytes))
      }
      before += file.bytes
    }
    const answer = await api.call<{ report?: { number?: string } } | undefined>('POST', item.path, {
      body: item.body,
      key: item.key,
      timeoutMs: ANSWER_MS,
    })
    const date = Date.parse(answer.headers.get('date') ?? '')
    const at = new Date(Number.isNaN(date) ? serverNow() : date).toISOString()
    await queue.arrived(item, at, answer.data?.report?.number ?? null)
  }

  private async sendFile(item: Item, id: string, sent: (bytes: number) => void): Promise<Item> {
    const file = item.files.find((each) => each.id === id)!
    const content = await fileContent(id)
    if (!content) throw new ApiProblem(410, { code: 'file-lost', detail: file.name })
    try {
      await upload(file, content, sent)
    } catch (error) {
      if (outcomeOf(error) !== 'renew') throw error
      await queue.renewFile(item, id)
      throw new ApiProblem(0, { code: 'renewed' })
    }
    this.gate.contact()
    return queue.fileArrived(item, id)
  }

  private async refuse(item: Item, problem: ApiProblem): Promise<boolean> {
    const fields = problem.errors.map((error) => `${error.pointer} ${error.detail}`)
    await queue.refused(item, {
      code: problem.code,
      detail: fields.join('; ') || problem.detail || problem.title,
      at: new Date(serverNow()).toISOString(),
    })
    return true
  }

  private later(retryAfterS: number | null): void {
    const pause = pauseMs(this.tries++, retryAfterS)
    this.tell({ state: 'waiting', id: null, sent: 0, nextAt: Date.now() + pause })
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.wake(), pause)
  }

  private report(state: CourierState, item: Item | null = null, sent = 0): void {
    this.tell({ state, id: item?.id ?? null, sent, nextAt: null })
  }
}

/** Locks are for pages served over TLS (or from this machine); elsewhere the server's keys alone keep order. */
async function exclusive(work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request(LOCK, work)
  else await work()
}

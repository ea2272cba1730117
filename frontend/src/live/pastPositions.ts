/**
 * Where units were, played as live ones are: frames of the server some seconds of the screen ahead, each taken when the
 * hand of the clock reaches it.
 */
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { api, ApiProblem } from '@/api'
import { readFrame, type PositionFrame } from './positionFrame'
import { Positions } from './positions'
import { serverNow } from './serverTime'
import type { LivePositions } from './usePositions'

/** Seconds of the screen that are asked for at once; the next ones when half of them are left. */
const AHEAD_S = 10
/** As long as the server tells at once. */
const MOST_MS = 600_000
/** The present is asked for so often. */
const LIVE_MS = 5_000
const AGAIN_MS = 5_000
/** Between two questions: near the present little more comes at once. */
const PAUSE_MS = 1_000
/** Seconds of the screen by which the hand may run ahead of an answer; further is a jump. */
const LATE_S = 5
const LENGTH_BYTES = 4

export interface Hand {
  /** Milliseconds. */
  readonly playhead: Readonly<Ref<number>>
  readonly speed: Readonly<Ref<number>>
  readonly playing: Readonly<Ref<boolean>>
  readonly live: Readonly<Ref<boolean>>
}

/** The frames of an answer, each after its length. */
export function framesOf(data: ArrayBuffer): PositionFrame[] {
  const view = new DataView(data)
  const found: PositionFrame[] = []
  for (let at = 0; at + LENGTH_BYTES <= data.byteLength;) {
    const begin = at + LENGTH_BYTES
    at = begin + view.getUint32(at, true)
    const frame = readFrame(data.slice(begin, at))
    if (frame) found.push(frame)
  }
  return found
}

async function film(from: number, to: number, speed: number, signal: AbortSignal): Promise<PositionFrame[]> {
  const query = {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    step_s: Math.max(1, speed),
  }
  const told = await api.get<Blob>('/api/tracks/film', { query, signal })
  return framesOf(await told.arrayBuffer())
}

export function usePastPositions(hand: Hand): LivePositions {
  const positions = new Positions()
  const listeners = new Set<(moved: readonly string[] | null) => void>()
  const ticks = shallowRef(0)
  let waiting: PositionFrame[] = []
  /** What was asked for ends here, what is shown here. */
  let [until, shown] = [0, 0]
  let asking: AbortController | null = null
  let notBefore = 0

  function tell(moved: readonly string[] | null): void {
    for (const listener of listeners) listener(moved)
    ticks.value += 1
  }

  function begin(at: number): void {
    asking?.abort()
    asking = null
    waiting = []
    until = at
    if (Number.isFinite(notBefore)) notBefore = 0
    positions.clear()
    tell(null)
  }

  function advance(at: number): void {
    const pace = hand.live.value ? 1 : hand.speed.value
    if (at < shown || at > until + Math.max(2 * LIVE_MS, LATE_S * 1000 * pace)) begin(at)
    shown = at
    while (waiting[0] && waiting[0].at <= at) tell(positions.take(waiting.shift()!))
    const wanted = hand.playing.value && !hand.live.value ? AHEAD_S * 1000 * pace : 0
    const least = wanted / 2 - (hand.live.value ? LIVE_MS : 0)
    if (until - at <= least && !asking && performance.now() >= notBefore)
      void ask(Math.max(until, at), wanted)
  }

  async function ask(from: number, ahead: number): Promise<void> {
    const mine = (asking = new AbortController())
    const now = serverNow()
    const begins = Math.min(from, now)
    const ends = Math.min(begins + Math.min(ahead, MOST_MS), Math.max(begins, now))
    // A moment that was asked for is known: the next is asked for when it comes.
    until = ends + 1
    try {
      const frames = await film(begins, ends, hand.speed.value, mine.signal)
      if (mine.signal.aborted) return
      waiting.push(...frames)
      notBefore = performance.now() + PAUSE_MS
    } catch (error) {
      if (mine.signal.aborted) return
      until = begins
      // Who may not see units is not asked again; everything else passes.
      const forbidden = error instanceof ApiProblem && error.status === 403
      notBefore = performance.now() + (forbidden ? Infinity : AGAIN_MS)
    } finally {
      if (asking === mine) asking = null
    }
    advance(hand.playhead.value)
  }

  watch(hand.playhead, advance, { immediate: true })
  watch([hand.playing, hand.speed, hand.live], () => advance(hand.playhead.value))
  onScopeDispose(() => asking?.abort())

  return {
    positions,
    ticks,
    /** The whole fleet is told: a replay has no cut. */
    view: () => undefined,
    onMoved(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

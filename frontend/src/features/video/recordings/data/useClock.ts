/** The one clock of a playback page: plays, waits for what loads, leaps over stretches in which nothing was kept. */
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { inside, nextStart, type Span } from '../model/timeline'
import { STEP_MS, type Clock } from './clock'

export const SPEEDS = [0.5, 1, 1.5, 2, 4, 8] as const
/** Longer than this nobody waits for one picture; it joins when it can. */
const PATIENCE_MS = 4_000
/** How long it is said that a gap was leapt over. */
const SAID_MS = 3_000

export function useClock(whole: Ref<Span>, spans: Ref<readonly Span[]>) {
  const speed = ref<number>(1)
  const playing = ref(false)
  const at = ref(whole.value.from)
  /** Milliseconds just leapt over. */
  const leapt = ref(0)
  const waiters = new Map<symbol, number>()
  const waiting = ref(false)
  let anchor = { at: at.value, local: performance.now() }
  let said: ReturnType<typeof setTimeout> | undefined

  const moving = computed(() => playing.value && !waiting.value)

  function now(): number {
    if (!moving.value) return anchor.at
    return Math.min(whole.value.to, anchor.at + (performance.now() - anchor.local) * speed.value)
  }

  function stand(moment: number): void {
    anchor = { at: moment, local: performance.now() }
    at.value = moment
  }

  /** Time before a change counts at the old speed. */
  function turn(change: () => void): void {
    const moment = now()
    change()
    stand(moment)
  }

  function seek(moment: number): void {
    stand(Math.max(whole.value.from, Math.min(whole.value.to - 1, moment)))
    leapt.value = 0
  }

  function wait(who: symbol, is: boolean): void {
    if (!is) waiters.delete(who)
    else if (!waiters.has(who)) waiters.set(who, performance.now())
    const moment = performance.now()
    const now = [...waiters.values()].some((since) => moment - since < PATIENCE_MS)
    if (now !== waiting.value) turn(() => (waiting.value = now))
  }

  function leap(): void {
    const next = nextStart(spans.value, at.value)
    if (next === null) return
    leapt.value = next - at.value
    stand(next)
    clearTimeout(said)
    said = setTimeout(() => (leapt.value = 0), SAID_MS)
  }

  function tick(): void {
    if (!moving.value) return
    at.value = now()
    if (at.value >= whole.value.to - 1) turn(() => (playing.value = false))
    else if (!inside(spans.value, at.value)) leap()
  }

  const timer = setInterval(tick, STEP_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    clearTimeout(said)
  })
  watch(whole, ({ from }, before) => before.from !== from && seek(Math.max(from, at.value)))

  const clock: Clock = { now, speed, moving, wait }
  return {
    ...clock,
    speed,
    at,
    playing,
    waiting,
    leapt,
    seek,
    by: (ms: number) => seek(now() + ms),
    toggle() {
      if (!playing.value && now() >= whole.value.to - 1000) seek(whole.value.from)
      turn(() => (playing.value = !playing.value))
    },
    pause: () => turn(() => (playing.value = false)),
    setSpeed: (next: number) => turn(() => (speed.value = next)),
    /** The next faster or slower one. */
    shift(direction: 1 | -1) {
      const place = SPEEDS.findIndex((one) => one >= speed.value)
      const next = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, place + direction))]!
      turn(() => (speed.value = next))
    },
  }
}

export type PlayClock = ReturnType<typeof useClock>

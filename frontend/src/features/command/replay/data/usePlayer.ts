/**
 * The hand of the clock in a replay. The server plays the facts; this reckons which second it has reached, and is put
 * right by every fact that comes.
 */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { serverNow, type BoardRequest } from '@/live'
import { iso, wholeSecond } from '../model/time'

/** Smooth enough for the eye, cheap enough for a page with a map. */
const TICK_MS = 200
/** While the bar is dragged the board follows at most so often. */
const DRAG_MS = 300
/** Nearer to now than this is now: the server refuses a moment that has not come. */
const NOW_MS = 2_000
/** Seconds of the screen's own time by which the reckoning may differ before it is put right. */
const DRIFT_S = 3

export interface Start {
  at: number
  /** Null: paused. */
  speed: number | null
}

type Ask = Start

export function usePlayer(start: Start, usual: number) {
  const speed = ref(start.speed ?? usual)
  const playing = ref(start.speed !== null)
  const live = ref(false)
  /** The present was reached by playing, not by choice: said once. */
  const reached = ref(false)
  const playhead = ref(start.at)
  const asked = shallowRef<Ask>({ at: start.at, speed: start.speed })
  const settled = ref(false)
  let anchor = { at: start.at, local: Date.now() }
  let drag: ReturnType<typeof setTimeout> | undefined

  const request = computed<Pick<BoardRequest, 'at' | 'speed'> | null>(() =>
    live.value ? null : { at: iso(asked.value.at), speed: asked.value.speed },
  )

  function ask(at: number): void {
    if (at >= serverNow() - NOW_MS) return goLive()
    live.value = reached.value = false
    playhead.value = at
    settled.value = false
    asked.value = { at: wholeSecond(at), speed: playing.value ? speed.value : null }
  }

  function goLive(byPlaying = false): void {
    live.value = true
    reached.value = byPlaying
    playing.value = true
    // From here one steps back a little and looks: at the old speed now would be reached again at once.
    speed.value = 1
    playhead.value = serverNow()
  }

  function estimate(): number {
    return anchor.at + (playing.value ? (Date.now() - anchor.local) * speed.value : 0)
  }

  /** Told of each moment the board names: of its snapshot, of each fact. */
  function heard(at: string | null, shown: boolean): void {
    if (!at || !shown || live.value) return
    const moment = Date.parse(at)
    const drift = Math.abs(moment - estimate())
    if (!settled.value || drift > DRIFT_S * 1000 * Math.max(1, speed.value)) {
      anchor = { at: moment, local: Date.now() }
    }
    settled.value = true
  }

  function tick(): void {
    if (live.value) playhead.value = serverNow()
    else if (playing.value && settled.value) {
      playhead.value = Math.max(anchor.at, estimate())
      if (playhead.value >= serverNow() - NOW_MS / 2) goLive(true)
    }
  }

  const timer = setInterval(tick, TICK_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    clearTimeout(drag)
  })

  return {
    playhead,
    speed,
    playing,
    live,
    reached,
    request,
    settled,
    heard,
    seek: (at: number) => ask(at),
    goLive: () => goLive(),
    by: (ms: number) => ask(playhead.value + ms),
    /** Moves the hand at once and the board soon after. */
    dragTo(at: number) {
      playhead.value = Math.min(at, serverNow())
      live.value = reached.value = false
      settled.value = false
      drag ??= setTimeout(() => {
        drag = undefined
        ask(playhead.value)
      }, DRAG_MS)
    },
    drop() {
      clearTimeout(drag)
      drag = undefined
      ask(playhead.value)
    },
    toggle() {
      if (live.value) {
        // Pausing the present is looking at the second that just passed.
        playing.value = false
        return ask(serverNow() - NOW_MS - 1000)
      }
      playing.value = !playing.value
      ask(playhead.value)
    },
    setSpeed(next: number) {
      speed.value = next
      if (!live.value) ask(playhead.value)
    },
    watchBoard(board: { at: string | null; shown: boolean }) {
      watch([() => board.at, () => board.shown], ([at, shown]) => heard(at, shown), { immediate: true })
    },
  }
}

export type Player = ReturnType<typeof usePlayer>

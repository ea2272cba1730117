/**
 * Plays one track by two media elements: one shows the file that is due, the other holds the next one ready. Both
 * follow the clock; a file that is not there yet asks the clock for patience, one that failed is tried again.
 */
import { onScopeDispose, ref, toValue, type MaybeRefOrGetter } from 'vue'
import { corrected } from '../model/drift'
import { pieceAfter, pieceAt, type Piece } from '../model/timeline'
import { STEP_MS, type Clock } from './clock'
import { hold, letGo, mayHold } from './players'

/** Seconds of the screen's own time before a file is due in which it is fetched. */
const LEAD_MS = 4_000
/** Where not every picture can run, the others are renewed so often. */
const RENEW_MS = 1_000
/** So near to the end of a file nothing is waited for: the next one takes over. */
const END_S = 0.4
/** A file that failed is tried again so much later; nobody waits for it a second time. */
const AGAIN_MS = 5_000

interface Request {
  elements: () => readonly (HTMLMediaElement | null | undefined)[]
  pieces: MaybeRefOrGetter<readonly Piece[]>
  address: (n: number) => string
  clock: Clock
  /** False: only a picture now and then. */
  runs: MaybeRefOrGetter<boolean>
}

export function useMedia({ elements, pieces, address, clock, runs }: Request) {
  const me = Symbol('track')
  /** Which element shows; null: nothing was kept at this moment. */
  const showing = ref<number | null>(null)
  const broken = ref(false)
  const held: (number | null)[] = [null, null]
  /** Files that failed, and when. */
  const failed = new Map<number, number>()
  let renewed = 0

  const element = (slot: number) => elements()[slot]

  function load(slot: number, n: number): void {
    const media = element(slot)
    if (!media) return
    held[slot] = n
    hold(media, address(n))
  }

  function release(slot: number): void {
    held[slot] = null
    const media = element(slot)
    if (media) letGo(media)
  }

  function slotOf(piece: Piece): number {
    const found = held.indexOf(piece.n)
    if (found >= 0) return found
    let free = showing.value === null ? 0 : 1 - showing.value
    if (held[free] === null && !mayHold()) free = 1 - free
    load(free, piece.n)
    return free
  }

  function tick(): void {
    const at = clock.now()
    const due = pieceAt(toValue(pieces), at)
    const begins = due !== null && !held.includes(due.n)
    if (due) follow(due, at)
    else {
      showing.value = null
      for (const slot of [0, 1]) element(slot)?.pause()
      clock.wait?.(me, false)
    }
    prepare(at, due, begins)
  }

  /** Says whether a file has failed, and has it loaded anew when that was some time ago. */
  function fails(slot: number, media: HTMLMediaElement): boolean {
    const n = held[slot]!
    if (!media.error) return false
    const since = failed.get(n)
    if (since === undefined) failed.set(n, performance.now())
    else if (performance.now() - since >= AGAIN_MS) {
      failed.set(n, performance.now())
      load(slot, n)
    }
    return true
  }

  function follow(piece: Piece, at: number): void {
    const slot = slotOf(piece)
    const media = element(slot)
    if (!media) return
    const nothing = media.readyState === HTMLMediaElement.HAVE_NOTHING
    broken.value = fails(slot, media) || (broken.value && nothing)
    const ready = media.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
    if (ready) failed.delete(piece.n)
    if (ready || showing.value === null) {
      showing.value = slot
      element(1 - slot)?.pause()
    }
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) steer(media, (at - piece.from) / 1000)
    const patient = toValue(runs) && !failed.has(piece.n)
    clock.wait?.(me, patient && lacks(media, (at - piece.from) / 1000))
  }

  const lacks = (media: HTMLMediaElement, second: number) =>
    !media.error &&
    (media.readyState < HTMLMediaElement.HAVE_FUTURE_DATA || media.seeking) &&
    !(media.duration - second < END_S)

  function steer(media: HTMLMediaElement, due: number): void {
    if (media.seeking) return
    const moving = clock.moving.value && toValue(runs)
    const step = corrected({ due, is: media.currentTime, speed: clock.speed.value, moving })
    if ('seek' in step) leap(media, step.seek)
    else if (Math.abs(media.playbackRate - step.rate) > 0.004) media.playbackRate = step.rate
    if (moving && media.paused && !media.ended) media.play().catch(() => undefined)
    if (!moving && !media.paused) media.pause()
  }

  function leap(media: HTMLMediaElement, second: number): void {
    const sparse = clock.moving.value && !toValue(runs)
    if (sparse && performance.now() - renewed < RENEW_MS) return
    renewed = performance.now()
    const last = Number.isFinite(media.duration) ? media.duration - 0.01 : second
    if (Math.abs(media.currentTime - Math.min(second, last)) > 0.01)
      media.currentTime = Math.min(second, last)
  }

  /** What is due everywhere comes first: a track that just began prepares nothing yet. */
  function prepare(at: number, due: Piece | null, begins: boolean): void {
    const after = pieceAfter(toValue(pieces), at)
    const near = after && after.from - at <= LEAD_MS * Math.max(1, clock.speed.value)
    const next = near ? after : null
    for (const slot of [0, 1]) {
      const kept = showing.value === slot || held[slot] === due?.n || held[slot] === next?.n
      if (!kept) release(slot)
    }
    if (begins || !next || held.includes(next.n)) return
    const free = held.indexOf(null)
    if (free >= 0 && mayHold()) load(free, next.n)
  }

  const timer = setInterval(tick, STEP_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    clock.wait?.(me, false)
    for (const media of [element(0), element(1)]) if (media) letGo(media)
  })
  return { showing, broken }
}

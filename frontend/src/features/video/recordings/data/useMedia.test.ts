import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import type { Piece } from '../model/timeline'
import { MOST_PLAYERS } from './players'
import { useClock } from './useClock'
import { useMedia } from './useMedia'

const READY = { HAVE_NOTHING: 0, HAVE_METADATA: 1, HAVE_CURRENT_DATA: 2, HAVE_FUTURE_DATA: 3 }
const MINUTE = 60_000
const from = Date.parse('2026-11-22T08:00:00Z')
const pieces: Piece[] = [1, 2, 3].map((n) => ({
  n,
  from: from + (n - 1) * MINUTE,
  to: from + n * MINUTE,
  frame: null,
  thumbnail: false,
}))

/** A player of the browser: loads what the test lets it, at once. */
class Player {
  src: string | null = null
  error: object | null = null
  readyState = 0
  preload = ''
  paused = true
  ended = false
  seeking = false
  duration = 60
  playbackRate = 1
  currentTime = 0
  loads = 0
  refuses: (address: string) => boolean = () => false

  load(): void {
    this.loads += 1
    this.currentTime = 0
    this.error = this.src !== null && this.refuses(this.src) ? {} : null
    this.readyState = this.src === null || this.error || this.src.endsWith('slow') ? 0 : 4
  }
  removeAttribute(): void {
    this.src = null
  }
  pause(): void {
    this.paused = true
  }
  async play(): Promise<void> {
    this.paused = false
  }
}

let page: EffectScope
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('HTMLMediaElement', READY)
  page = effectScope()
})
afterEach(() => {
  page.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function clocked() {
  const whole = { from, to: from + 3 * MINUTE }
  return page.run(() => useClock(ref(whole), ref([whole])))!
}

function track(
  clock: ReturnType<typeof clocked>,
  address = (n: number) => `film-${n}`,
  players = [new Player(), new Player()],
) {
  const elements = () => players as unknown as HTMLMediaElement[]
  const media = page.run(() => useMedia({ elements, pieces, address, clock, runs: true }))!
  return { players, ...media }
}

it('holds one file of a track, the next one only shortly before it is due', () => {
  const clock = clocked()
  const { players } = track(clock)
  const held = () => players.map(({ src }) => src).filter((src) => src !== null)
  vi.advanceTimersByTime(1_000)
  expect(held()).toEqual(['film-1'])
  clock.seek(from + MINUTE - 2_000)
  vi.advanceTimersByTime(1_000)
  expect(held().sort()).toEqual(['film-1', 'film-2'])
  clock.seek(from + MINUTE + 2_000)
  vi.advanceTimersByTime(1_000)
  expect(held()).toEqual(['film-2'])
  page.stop()
  expect(held()).toEqual([])
})

it('tries a file again that failed, and waits for it no longer', () => {
  const clock = clocked()
  let away = true
  const players = [new Player(), new Player()]
  for (const player of players) player.refuses = () => away
  const { broken } = track(clock, undefined, players)
  clock.toggle()
  vi.advanceTimersByTime(2_000)
  expect(broken.value).toBe(true)
  expect(clock.waiting.value).toBe(false)
  away = false
  vi.advanceTimersByTime(5_000)
  expect(broken.value).toBe(false)
  expect(players[0]!.loads).toBe(2)
})

it('waits for each track that loads, whatever another one does', () => {
  const clock = clocked()
  track(clock, () => 'slow')
  clock.toggle()
  vi.advanceTimersByTime(1_000)
  expect(clock.waiting.value).toBe(true)
  vi.advanceTimersByTime(4_000)
  expect(clock.waiting.value).toBe(false)
  track(clock, () => 'slow')
  vi.advanceTimersByTime(1_000)
  expect(clock.waiting.value).toBe(true)
  vi.advanceTimersByTime(4_000)
  expect(clock.waiting.value).toBe(false)
})

it('takes no more players than a browser gives', () => {
  const clock = clocked()
  const tracks = Array.from({ length: MOST_PLAYERS - 2 }, () => track(clock))
  clock.seek(from + MINUTE - 2_000)
  vi.advanceTimersByTime(1_000)
  const held = () => tracks.flatMap(({ players }) => players).filter(({ src }) => src !== null).length
  expect(held()).toBe(MOST_PLAYERS)
  clock.seek(from + MINUTE + 10)
  vi.advanceTimersByTime(1_000)
  for (const { players, showing } of tracks) expect(players[showing.value!]!.src).toBe('film-2')
  expect(held()).toBe(MOST_PLAYERS - 2)
})

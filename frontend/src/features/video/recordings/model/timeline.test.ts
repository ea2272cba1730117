import { describe, expect, it } from 'vitest'
import type { Segment, Track } from '../types'
import {
  inside,
  isThere,
  linesOf,
  nextStart,
  pieceAfter,
  pieceAt,
  previousStart,
  spansOf,
  thumbnailAt,
  wholeOf,
} from './timeline'

const ZERO = Date.parse('2026-11-23T02:00:00Z')
const iso = (second: number) => new Date(ZERO + second * 1000).toISOString()
const track = (id: string): Track => ({
  id,
  kind: 'video',
  source_id: id,
  name: id,
  screen: false,
  segments: 1,
  starts_at: iso(0),
  ends_at: iso(60),
})
const segment = (n: number, of: string, from: number, to: number): Segment => ({
  n,
  track_id: of,
  codec: 'VP8',
  media_type: 'video/webm',
  started_at: iso(from),
  ended_at: iso(to),
  duration_s: to - from,
  bytes: 1,
  frames: (to - from) * 25,
  width: 640,
  height: 360,
  sha256: '',
  thumbnail: n !== 3,
})
// a: 0–60, 60.1–120, gone, 300–330; b: 30–90.
const lines = linesOf({
  tracks: [track('a'), track('b')],
  segments: [
    segment(4, 'a', 300, 330),
    segment(1, 'a', 0, 60),
    segment(2, 'b', 30, 90),
    segment(3, 'a', 60.1, 120),
  ],
})
const [a, b] = [lines[0]!, lines[1]!]
const at = (second: number) => ZERO + second * 1000

describe('the piece that is due', () => {
  it.each([
    [0, 1],
    [59.999, 1],
    [60.1, 3],
    [119.9, 3],
    [300, 4],
  ])('at second %d is file %d', (second, n) => expect(pieceAt(a.pieces, at(second))?.n).toBe(n))

  it.each([-1, 60.05, 120, 200, 330])('at second %d is none', (second) =>
    expect(pieceAt(a.pieces, at(second))).toBeNull(),
  )

  it('is followed by the next one', () => {
    expect(pieceAfter(a.pieces, at(10))?.n).toBe(3)
    expect(pieceAfter(a.pieces, at(200))?.n).toBe(4)
    expect(pieceAfter(a.pieces, at(310))).toBeNull()
  })

  it('knows how long a picture stands', () => expect(a.pieces[0]!.frame).toBe(40))
})

describe('who is there', () => {
  it('stays over a seam and goes with a gap', () => {
    expect([60.05, 121, 123, 298.5].map((second) => isThere(a, at(second)))).toEqual([
      true,
      true,
      false,
      true,
    ])
    expect(isThere(b, at(28.5))).toBe(false)
  })
})

describe('the stretches', () => {
  const spans = spansOf(lines)

  it('join what overlaps or follows at once', () =>
    expect(spans).toEqual([
      { from: at(0), to: at(120) },
      { from: at(300), to: at(330) },
    ]))

  it('can be jumped between', () => {
    expect(nextStart(spans, at(10))).toBe(at(300))
    expect(nextStart(spans, at(310))).toBeNull()
    expect(previousStart(spans, at(310))).toBe(at(300))
    expect(previousStart(spans, at(301))).toBe(at(0))
    expect(inside(spans, at(200))).toBe(false)
  })

  it('give the length of the bar', () => {
    expect(wholeOf(spans, iso(-1), iso(400))).toEqual({ from: at(0), to: at(330) })
    expect(wholeOf([], iso(0), iso(40))).toEqual({ from: at(0), to: at(40) })
    expect(wholeOf([], iso(0), null)).toEqual({ from: at(0), to: at(1) })
  })
})

it('finds the small picture of a moment', () => {
  expect(thumbnailAt(a, at(10))).toBe(1)
  expect(thumbnailAt(a, at(70))).toBeNull()
  expect(thumbnailAt(a, at(200))).toBeNull()
})

import { describe, expect, it } from 'vitest'
import type { Drawn, RecordedWhiteboard, Spot, Whiteboard } from '../types'
import { applied, caughtUp, whiteboardAt, type Standing } from './changes'
import { framed, fromSheet, pathOf, thinned, toSheet } from './sheet'

const drawn = (id: string, place: number): Drawn => ({
  id,
  kind: 'line',
  points: [
    [0, 0],
    [1, 1],
  ],
  text: '',
  colour: 'ink',
  width: 4,
  participant_id: 'p',
  drawn_by: '金平',
  drawn_at: '2026-01-01T00:00:00Z',
  place,
})
const state = (revision: number, last: Whiteboard['last']) => ({ id: 'w', revision, last }) as Whiteboard
const empty: Standing = { id: 'w', revision: 0, objects: new Map() }

describe('what stands on a whiteboard', () => {
  it('takes the next change and asks when one is missing', () => {
    const one = applied(empty, state(1, { drawn: drawn('a', 1), erased: [], wiped: false }))!
    expect([...one.objects.keys()]).toEqual(['a'])
    expect(applied(one, state(3, { drawn: null, erased: ['a'], wiped: false }))).toBeNull()
    expect(applied(one, { ...state(2, null), id: 'other' })).toBeNull()
    expect(applied(one, state(1, null))).toBe(one)
    const two = applied(one, state(2, { drawn: null, erased: [], wiped: true }))!
    expect(two.objects.size).toBe(0)
    const later = caughtUp(one, 5, [drawn('b', 4)], ['a'])
    expect([later.revision, [...later.objects.keys()]]).toEqual([5, ['b']])
    expect(caughtUp(later, 4, [], ['b'])).toBe(later)
  })

  it('shows what stood at a moment of a recording', () => {
    const objects = [
      { ...drawn('a', 1), drawn_at: '2026-01-01T00:00:01Z', erased_at: '2026-01-01T00:00:03Z' },
      { ...drawn('b', 2), drawn_at: '2026-01-01T00:00:02Z', erased_at: null },
    ]
    const sheet = { id: 'w', opened_at: '2026-01-01T00:00:00Z', closed_at: '2026-01-01T00:00:05Z', objects }
    const at = (second: number) =>
      whiteboardAt(
        [sheet as unknown as RecordedWhiteboard],
        Date.parse('2026-01-01T00:00:00Z') + second * 1000,
      )?.objects.map(({ id }) => id) ?? null
    expect([-1, 0, 1, 2, 3, 5].map(at)).toEqual([null, [], ['a'], ['a', 'b'], ['b'], null])
  })
})

describe('the sheet', () => {
  it('shows the same part of the map on every screen', () => {
    const box = framed([116.6, 23.3, 116.8, 23.35])
    expect(box[2] - box[0]).toBeCloseTo(0.2)
    expect(framed(box)).toEqual(box.map((each) => expect.closeTo(each, 9)))
    expect(toSheet([116.7, 23.325], box)).toEqual([expect.closeTo(0.5), expect.closeTo(0.5, 3)])
    const spot: Spot = [0.2, 0.8]
    expect(toSheet(fromSheet(spot, box), box)).toEqual(spot.map((each) => expect.closeTo(each, 9)))
    expect(toSheet([0.3, 0.4], null)).toEqual([0.3, 0.4])
  })

  it('draws each kind as a line', () => {
    const line = { ...drawn('a', 1), points: [[0.1, 0.1], [0.5, 0.5]] } // prettier-ignore
    expect(pathOf(line, null)).toBe('M160 90L800 450')
    expect(pathOf({ ...line, kind: 'rectangle' }, null)).toBe('M160 90H800V450H160Z')
    expect(pathOf({ ...line, kind: 'ellipse' }, null)).toContain('M160 270a320 180')
    expect(pathOf({ ...line, kind: 'arrow' }, null).split('M')).toHaveLength(3)
    expect(pathOf({ ...line, kind: 'pen', points: [[0.5, 0.5]] }, null)).toBe('M800 450h0.1')
    expect(pathOf({ ...line, kind: 'text' }, null)).toBe('')
  })

  it('leaves out points that a line does not need', () => {
    const straight = Array.from({ length: 100 }, (_, n): Spot => [n / 200, n / 200])
    expect(thinned(straight, 400)).toEqual([straight[0], straight[99]])
    const wild = Array.from({ length: 3000 }, (_, n): Spot => [(n % 7) / 7, (n % 11) / 11])
    const kept = thinned(wild, 400)
    expect(kept.length).toBeLessThanOrEqual(400)
    expect([kept[0], kept.at(-1)]).toEqual([wild[0], wild[2999]])
  })
})

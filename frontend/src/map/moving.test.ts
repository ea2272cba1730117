/** Units that move: where they are seen, what stands for many, which signs they have. */
import { describe, expect, it } from 'vitest'
import { crowds, Thinning } from './movingCrowds'
import { COLUMNS, Glide, lonLat, mercatorX, mercatorY } from './movingGlide'
import { signNumber } from './movingSheet'
import type { MovingFleet } from './movingTypes'
import { MovingUnits } from './movingUnits'
import type { MapUnit } from './types'

const STEP = 1e-6

function seen(glide: Glide, slot: number, now: number): number {
  glide.shown(slot, now)
  return glide.x
}

describe('Glide', () => {
  function driving(moving: boolean): Glide {
    const glide = new Glide()
    glide.makeRoom(3)
    glide.put(2, 0.5, 0.5, 0)
    glide.move(2, 0.5 + STEP, 0.5, moving, 1000)
    return glide
  }

  it('is on its way for the time since the position before, and goes on a second while it moves', () => {
    const glide = driving(true)
    expect(seen(glide, 2, 1000)).toBe(0.5)
    expect(seen(glide, 2, 1500)).toBeCloseTo(0.5 + STEP / 2, 12)
    expect(seen(glide, 2, 2500)).toBeCloseTo(0.5 + STEP * 1.5, 12)
    expect(seen(glide, 2, 60_000)).toBeCloseTo(0.5 + STEP * 2, 12)
    expect(glide.speed(2, 1500)).toBeCloseTo(STEP / 1000, 15)
    expect(glide.speed(2, 3000)).toBe(0)
  })

  it('never passes the place where it stands', () => {
    expect(seen(driving(false), 2, 60_000)).toBe(0.5 + STEP)
    const glide = driving(true)
    glide.move(2, 0.5 + STEP, 0.5, false, 1900)
    expect(seen(glide, 2, 60_000)).toBe(0.5 + STEP)
  })

  it('is behind for two seconds at most, and starts where it is seen', () => {
    const glide = driving(false)
    glide.move(2, 0.5 + 3 * STEP, 0.5, false, 31_000)
    expect(seen(glide, 2, 31_000)).toBe(0.5 + STEP)
    expect(seen(glide, 2, 33_000)).toBeCloseTo(0.5 + 3 * STEP, 12)
  })

  it('is set down where nothing can have driven', () => {
    const glide = driving(true)
    glide.move(2, 0.6, 0.5, true, 2000)
    expect(seen(glide, 2, 2000)).toBe(0.6)
  })

  it('keeps places through Web Mercator', () => {
    const [lon, lat] = lonLat(mercatorX(116.68), mercatorY(23.35))
    expect([lon, lat]).toEqual([expect.closeTo(116.68, 9), expect.closeTo(23.35, 9)])
  })
})

describe('crowds', () => {
  const places = (...xs: number[]) => [Float64Array.from(xs), new Float64Array(xs.length)] as const

  it('count five and more in a square, where they are', () => {
    const [x, y] = places(0.01, 0.02, 0.03, 0.04, 0.05, 0.15, 0.16, 0.17, 0.18)
    const inside = new Uint8Array(9)
    const [crowd, ...others] = crowds(x, y, 9, 0.1, () => false, inside)
    expect(crowd).toEqual({ x: expect.closeTo(0.03, 9), y: 0, count: 5 })
    expect(others).toEqual([])
    expect([...inside]).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0])
  })

  it('leave out who must be seen', () => {
    const [x, y] = places(0.01, 0.02, 0.03, 0.04, 0.05)
    const inside = new Uint8Array(5)
    expect(crowds(x, y, 5, 0.1, (index) => index === 2, inside)).toEqual([])
    expect([...inside]).toEqual([0, 0, 0, 0, 0])
  })

  it('leave room for one label in a square', () => {
    const thinning = new Thinning(96, 20)
    expect([thinning.first(10, 5), thinning.first(90, 19), thinning.first(100, 5)]).toEqual([
      true,
      false,
      true,
    ])
  })
})

describe('MovingUnits', () => {
  const unit = (id: string, more: Partial<MapUnit> = {}): MapUnit => ({
    id,
    lon: 116,
    lat: 23,
    label: id,
    icon: 'fire',
    freshness: 'fresh',
    ...more,
  })

  /** A fleet of one device on unit `b`. */
  function fleet(at: number, course: number | null): MovingFleet {
    return {
      positions: {
        deviceOf: (id) => (id === 'b' ? 4 : -1),
        lonOf: () => 117,
        latOf: () => 24,
        atOf: () => at,
        courseOf: () => course,
        movesOf: () => course !== null,
        trailOf: () => [],
      },
      onMoved: () => () => {},
    }
  }

  const sent = (state: MovingUnits, id: string) =>
    state.glide.rows[state.slots[state.indexOf(id)]! * COLUMNS + 2]!

  it('stand where the newer of record and device says', () => {
    const state = new MovingUnits()
    state.setUnits([unit('a', { at: 10 }), unit('b', { at: 10 })], 0)
    state.setFleet(fleet(11, 90), 0)
    expect([sent(state, 'a'), sent(state, 'b')]).toEqual([mercatorX(116), mercatorX(117)])
    const slot = state.slots[1]!
    expect(state.sign[slot]).toBe(signNumber('fresh', true, 'fire'))
    expect(state.turn[slot]).toBeCloseTo(Math.PI / 2, 6)
    state.setFleet(fleet(9, null), 0)
    expect(sent(state, 'b')).toBe(mercatorX(116))
    expect(state.sign[slot]).toBe(signNumber('fresh', false, 'fire'))
  })

  it('keep their columns while others come and go', () => {
    const state = new MovingUnits()
    state.setUnits(
      ['a', 'b', 'c'].map((id) => unit(id)),
      0,
    )
    const [, b, c] = state.slots
    state.setUnits(
      ['d', 'c', 'b', 'e'].map((id) => unit(id)),
      0,
    )
    expect([state.slots[2], state.slots[1]]).toEqual([b, c])
    expect(new Set(state.slots.subarray(0, 4)).size).toBe(4)
    expect(state.indexOf('a')).toBe(-1)
  })

  it('go at once where no motion is wanted', () => {
    const state = new MovingUnits()
    state.still = true
    state.setUnits([unit('a')], 0)
    state.setUnits([unit('a', { lon: 116.001 })], 1000)
    state.glide.shown(state.slots[0]!, 1000)
    expect(state.glide.x).toBe(mercatorX(116.001))
  })
})

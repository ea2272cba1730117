import { expect, test } from 'vitest'
import { areaM2, circleRing, destination, distanceM, lengthM } from './geodesy'
import type { LonLat } from './types'

const SPOT: LonLat = [116.68, 23.35]
/** One kilometre east and one north of it, by the server's own tests (Vincenty). */
const EAST: LonLat = [116.6897794, 23.35]
const NORTH: LonLat = [116.68, 23.359029]

test('measures are those of the server', () => {
  expect(distanceM(SPOT, EAST)).toBeCloseTo(1000, 0)
  expect(lengthM([NORTH, SPOT, EAST])).toBeCloseTo(2000, 0)
  expect(areaM2([SPOT, EAST, [EAST[0], NORTH[1]], NORTH]) / 1e6).toBeCloseTo(1, 3)
})

test('a long line is that of the ellipsoid', () => {
  // Flinders Peak to Buninyong, the example of Geoscience Australia for Vincenty's formulae.
  const flinders: LonLat = [144.424867888, -37.951033416]
  const buninyong: LonLat = [143.926495528, -37.652821139]
  expect(distanceM(flinders, buninyong)).toBeCloseTo(54972.271, 2)
  const there = destination(flinders, 306.868158, 54972.271)
  expect(there[0]).toBeCloseTo(buninyong[0], 6)
  expect(there[1]).toBeCloseTo(buninyong[1], 6)
})

test('every corner of a circle is as far from its centre', () => {
  const ring = circleRing(SPOT, 30_000)
  expect(ring[0]).toEqual(ring.at(-1))
  for (const corner of ring) expect(distanceM(SPOT, corner)).toBeCloseTo(30_000, 2)
  expect(areaM2(ring)).toBeGreaterThan(0.998 * Math.PI * 30_000 ** 2)
})

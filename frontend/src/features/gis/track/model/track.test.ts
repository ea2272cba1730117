import { describe, expect, it } from 'vitest'
import type { Track } from '../types'
import { boxOf, marks, overlays, placeAt, runs, silences, spanOf } from './track'

const BEGIN = Date.parse('2026-11-22T08:00:00Z')
const time = (minutes: number) => new Date(BEGIN + minutes * 60_000).toISOString()

function track(): Track {
  const stop = { lon: 116.71, lat: 23.36, from: time(10), to: time(20), duration_s: 600 }
  return {
    from: time(0),
    to: time(60),
    stops: [stop],
    gaps: [{ from: time(30), to: time(40), duration_s: 600, distance_m: 10 }],
    segments: [
      {
        coordinates: [
          [116.7, 23.36],
          [116.71, 23.36],
          [116.71, 23.36],
          [116.73, 23.37],
        ],
        times: [time(0), time(10), time(20), time(30)],
        speeds_mps: [12, 0, 13, 13],
      },
      {
        coordinates: [
          [116.74, 23.38],
          [116.75, 23.38],
        ],
        times: [time(40), time(60)],
        speeds_mps: [13, 13],
      },
    ],
  } as unknown as Track
}

describe('a track on the map', () => {
  it('is drawn in runs of one speed that meet', () => {
    const lines = runs(track())
    expect(lines.map(({ properties }) => properties.kmh)).toEqual([30, 0, 30, 30])
    expect(lines[0]!.geometry.coordinates.at(-1)).toEqual(lines[1]!.geometry.coordinates[0])
    expect(silences(track())[0]!.geometry.coordinates).toEqual([
      [116.73, 23.37],
      [116.74, 23.38],
    ])
  })

  it('has marks at round times, none at a stop, one at the edge of a silence, none within', () => {
    const found = marks(track(), (at) => new Date(at).toISOString().slice(14, 16))
    expect(found.map(({ properties }) => properties!.name)).toEqual(['00', '30', '40', '50'])
    expect(placeAt(track().segments, BEGIN + 5 * 60_000)![0]).toBeCloseTo(116.705)
    expect(placeAt(track().segments, BEGIN + 35 * 60_000)).toBeNull()
  })

  it('fits as a whole and numbers its stops', () => {
    expect(boxOf(track())).toEqual([116.7, 23.36, 116.75, 23.38])
    const stops = overlays(track(), 1, String).at(-1)!.data!.features
    expect(stops.map(({ properties }) => properties)).toEqual([{ id: '1', name: '1', chosen: true }])
  })

  it('ends at the moment that is shown', () => {
    expect(spanOf('shift', BEGIN)).toEqual({ from: BEGIN - 8 * 3_600_000, to: BEGIN })
  })
})

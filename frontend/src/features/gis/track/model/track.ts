/** A track as objects of the map: runs of one speed, marks of time, numbered stops. Pure. */
import type { Feature, FeatureCollection, LineString, Point } from 'geojson'
import type { Box, Ink, LonLat, MapOverlay } from '@/map'
import type { Span, Track } from '../types'

const HOUR_MS = 3_600_000
export const RANGES = ['hour', 'shift', 'day', 'own'] as const
export type RangeName = (typeof RANGES)[number]
const LENGTHS = { hour: HOUR_MS, shift: 8 * HOUR_MS, day: 24 * HOUR_MS }
/** As far as the server answers at once. */
export const MOST_MS = 7 * 24 * HOUR_MS

/** Kilometres per hour from which on a colour holds: walking, streets, roads, motorways. */
export const SPEEDS: readonly (readonly [from: number, ink: Ink])[] = [
  [0, 'seq-2'],
  [10, 'seq-3'],
  [30, 'seq-4'],
  [60, 'seq-5'],
  [90, 'seq-6'],
]
/** Between two marks of time lie at least so many of the whole. */
const MARKS = 8
const STEPS_MIN = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440]
export const STOPS = 'track-stops'

export function spanOf(name: Exclude<RangeName, 'own'>, end: number): Span {
  return { from: end - LENGTHS[name], to: end }
}

const classOf = (mps: number) => SPEEDS.findLastIndex(([from]) => mps * 3.6 >= from)

type Line = Feature<LineString, { kmh: number }>

const line = <T extends object>(coordinates: number[][], properties: T): Feature<LineString, T> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
})

/** Legs of one colour after each other are one line. */
export function runs({ segments }: Track): Line[] {
  const found: Line[] = []
  for (const { coordinates, speeds_mps } of segments) {
    let run: Line | undefined
    for (let leg = 0; leg + 1 < coordinates.length; leg++) {
      const kind = Math.max(0, classOf(speeds_mps[leg]!))
      const kmh = SPEEDS[kind]![0]
      if (!run || run.properties.kmh !== kmh) {
        run = line([coordinates[leg]!], { kmh })
        found.push(run)
      }
      run.geometry.coordinates.push(coordinates[leg + 1]!)
    }
  }
  return found
}

/** Straight lines where nothing was told. */
export function silences({ segments }: Track): Feature<LineString>[] {
  return segments
    .slice(1)
    .map((segment, index) => line([segments[index]!.coordinates.at(-1)!, segment.coordinates[0]!], {}))
}

/** Where it was at round times, by the clock of the screen; the numbers of stops tell their own. */
export function marks({ segments, stops, from, to }: Track, label: (at: number) => string): Feature<Point>[] {
  const [begin, end] = [Date.parse(from), Date.parse(to)]
  const least = (end - begin) / MARKS / 60_000
  const step = (STEPS_MIN.find((minutes) => minutes >= least) ?? STEPS_MIN.at(-1)!) * 60_000
  const zone = new Date(begin).getTimezoneOffset() * 60_000
  const found: Feature<Point>[] = []
  for (let at = Math.ceil((begin - zone) / step) * step + zone; at < end; at += step) {
    const stands = stops.some((stop) => Date.parse(stop.from) <= at && at <= Date.parse(stop.to))
    const place = stands ? null : placeAt(segments, at)
    if (place) found.push(point(place, { name: label(at) }))
  }
  return found
}

/** Between two vertices time passes evenly. */
export function placeAt(segments: Track['segments'], at: number): LonLat | null {
  for (const { coordinates, times } of segments) {
    const next = times.findIndex((time) => Date.parse(time) > at)
    if (next === 0 || (next < 0 && Date.parse(times.at(-1)!) !== at)) continue
    if (next < 0) return coordinates.at(-1) as LonLat
    const [before, after] = [Date.parse(times[next - 1]!), Date.parse(times[next]!)]
    const share = (at - before) / (after - before)
    const [one, other] = [coordinates[next - 1]!, coordinates[next]!]
    return [one[0]! + (other[0]! - one[0]!) * share, one[1]! + (other[1]! - one[1]!) * share]
  }
  return null
}

const point = (coordinates: LonLat, properties: Record<string, unknown>): Feature<Point> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
})

export function boxOf({ segments }: Track): Box {
  const box: Box = [180, 90, -180, -90]
  for (const [lon, lat] of segments.flatMap(({ coordinates }) => coordinates) as LonLat[]) {
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  return box
}

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })

/** `chosen`: the number of the stop that is looked at, from 1. */
export function overlays(track: Track, chosen: number | null, clock: (at: number) => string): MapOverlay[] {
  const stops = track.stops.map(({ lon, lat }, index) =>
    point([lon, lat], { id: String(index + 1), name: String(index + 1), chosen: index + 1 === chosen }),
  )
  return [
    {
      id: 'track-silence',
      data: collection(silences(track)),
      paints: [{ kind: 'line', ink: 'muted', width: 1.5, dashed: true }],
    },
    {
      id: 'track',
      data: collection(runs(track)),
      paints: [
        { kind: 'line', ink: 'ground', width: 7, opacity: 0.8 },
        { kind: 'line', ink: { by: 'kmh', steps: SPEEDS }, width: 4 },
      ],
    },
    {
      id: 'track-times',
      data: collection(marks(track, clock)),
      paints: [
        { kind: 'point', ink: 'text', radius: 3, hollow: true },
        { kind: 'label', field: 'name', ink: 'text', size: 11, side: 'right' },
      ],
    },
    {
      id: STOPS,
      data: collection(stops),
      selectable: true,
      paints: [
        { kind: 'point', ink: 'text', radius: 9, only: { chosen: false } },
        { kind: 'point', ink: 'accent', radius: 11, only: { chosen: true } },
        { kind: 'label', field: 'name', ink: 'ground', size: 11, side: 'middle', over: true },
      ],
    },
  ]
}

/** A storm as its screen shows it: strength by moment, wind circles, who is in them and when. Pure. */
import type { Feature, Polygon, Position } from 'geojson'
import type { Analysis, Cell, ShapeFeature } from '../types'

/** Forces whose winds are followed, weakest first, with their place on the ramp. */
export const FORCES = [7, 10, 12] as const
export type Force = (typeof FORCES)[number]
export const FORCE_INK = { 7: 'seq-2', 10: 'seq-4', 12: 'seq-6' } as const

/** Grades of tropical cyclones (GB/T 19201-2006) by the wind beside the centre, m/s. */
export const GRADES = [
  { code: 'td', from: 0, ink: 'seq-1' },
  { code: 'ts', from: 17.2, ink: 'seq-2' },
  { code: 'sts', from: 24.5, ink: 'seq-3' },
  { code: 'ty', from: 32.7, ink: 'seq-4' },
  { code: 'sty', from: 41.5, ink: 'seq-5' },
  { code: 'super', from: 51, ink: 'seq-6' },
] as const
export type Grade = (typeof GRADES)[number]

/** Least wind of each Beaufort force, m/s (GB/T 28591). */
const BEAUFORT = [
  0, 0.3, 1.6, 3.4, 5.5, 8, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7, 37, 41.5, 46.2, 51, 56.1, 61.3,
]

interface Reach {
  force: number
  modelled: boolean
  quadrants_km?: number[]
  longest_km?: number
  shortest_km?: number
  toward_deg?: number | null
}

export interface Moment {
  at: number
  lon: number
  lat: number
  wind: number | null
  reach: Reach[]
}

/** When a force begins and ends at a place, as milliseconds; absent where it never comes. */
export interface Span {
  from: number
  to: number
}

export interface Touched {
  key: string
  what: string
  zh: string
  en: string
  lon: number
  lat: number
  km: number
  nearest: number
  spans: Partial<Record<Force, Span>>
}

export interface Storm {
  zh: string
  en: string
  moments: Moment[]
  /** Six-hourly, as observed. */
  points: (Moment & { pressure: number | null })[]
  touched: Touched[]
}

export function gradeOf(wind: number | null): Grade | null {
  return wind === null ? null : (GRADES.findLast(({ from }) => wind >= from) ?? null)
}

export const beaufort = (wind: number) => BEAUFORT.findLastIndex((least) => wind >= least)

const number = (value: unknown) => (typeof value === 'number' ? value : null)

function moment({ geometry, properties }: ShapeFeature): Moment {
  const [lon, lat] = geometry.coordinates as [number, number]
  const at = Date.parse(String(properties.at))
  return { at, lon, lat, wind: number(properties.wind_ms), reach: (properties.reach ?? []) as Reach[] }
}

export function stormOf(answer: Analysis): Storm {
  const { features } = answer.shapes
  const ofRole = (role: string) => features.filter(({ properties }) => properties.role === role)
  const name = answer.figures.find((one) => one.name === 'storm')
  return {
    zh: String(name?.value ?? ''),
    en: name?.value_en ?? String(name?.value ?? ''),
    moments: ofRole('moment').map(moment),
    points: ofRole('track_point').map((one) => ({
      ...moment(one),
      pressure: number(one.properties.pressure_hpa),
    })),
    touched: touchedOf(answer),
  }
}

function touchedOf(answer: Analysis): Touched[] {
  const names = answer.table.columns.map((column) => column.name)
  const place = (name: string) => names.indexOf(name)
  return answer.table.rows.map((row, index) => {
    const cell = (name: string): Cell => row[place(name)] ?? null
    const time = (name: string) => Date.parse(String(cell(name)))
    const spans: Touched['spans'] = {}
    for (const force of FORCES)
      if (cell(`first_${force}`) !== null)
        spans[force] = { from: time(`first_${force}`), to: time(`last_${force}`) }
    return {
      key: String(index),
      what: String(cell('what')),
      zh: String(cell('zh')),
      en: String(cell('en')),
      lon: Number(cell('lon')),
      lat: Number(cell('lat')),
      km: Number(cell('nearest_km')),
      nearest: time('nearest_at'),
      spans,
    }
  })
}

/** The strongest of the forces that blow at a place at a moment; 0 for none. */
export function forceAt({ spans }: Touched, at: number): Force | 0 {
  return FORCES.findLast((force) => spans[force] && at >= spans[force].from && at <= spans[force].to) ?? 0
}

/** From the first to the last moment any of the places is in a force; null where none ever is. */
export function spanOf(touched: readonly Touched[], force: Force): Span | null {
  const spans = touched.flatMap((one) => one.spans[force] ?? [])
  if (!spans.length) return null
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  }
}

const EARTH_KM = 6371
const RAD = Math.PI / 180
const SIDES = 72

/** The place so many kilometres away in a direction, on a sphere. */
function away(lon: number, lat: number, bearing: number, km: number): Position {
  const [angle, turn, north] = [km / EARTH_KM, bearing * RAD, lat * RAD]
  const to = Math.asin(Math.sin(north) * Math.cos(angle) + Math.cos(north) * Math.sin(angle) * Math.cos(turn))
  const east = Math.atan2(
    Math.sin(turn) * Math.sin(angle) * Math.cos(north),
    Math.cos(angle) - Math.sin(north) * Math.sin(to),
  )
  return [lon + east / RAD, to / RAD]
}

/** Kilometres a force reaches in a direction: by quadrant NE, SE, SW, NW, or a circle beside the centre. */
export function reachKm(reach: Reach, bearing: number): number {
  if (reach.quadrants_km) return reach.quadrants_km[Math.floor((((bearing % 360) + 360) % 360) / 90)] ?? 0
  const [longest, shortest] = [reach.longest_km ?? 0, reach.shortest_km ?? 0]
  const [radius, offset] = [(longest + shortest) / 2, (longest - shortest) / 2]
  if (typeof reach.toward_deg !== 'number' || !offset) return radius
  const turn = (bearing - reach.toward_deg) * RAD
  return offset * Math.cos(turn) + Math.sqrt(Math.max(0, radius ** 2 - (offset * Math.sin(turn)) ** 2))
}

/** The circles of a moment, the weakest force first so that stronger ones lie on top. */
export function circles({ lon, lat, reach }: Moment): Feature<Polygon>[] {
  return [...reach]
    .sort((one, other) => one.force - other.force)
    .map((one) => {
      const ring = Array.from({ length: SIDES + 1 }, (_, side) => {
        const bearing = (side % SIDES) * (360 / SIDES)
        return away(lon, lat, bearing, reachKm(one, bearing))
      })
      return {
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [ring] },
        properties: { force: one.force },
      }
    })
}

/** Where a storm moves to and how fast, from the moments around. */
export function motion(moments: readonly Moment[], index: number): { km_h: number; bearing: number } | null {
  const [one, other] = [moments[Math.max(0, index - 2)], moments[Math.min(moments.length - 1, index + 2)]]
  if (!one || !other || other.at === one.at) return null
  const east = (other.lon - one.lon) * Math.cos(((one.lat + other.lat) / 2) * RAD)
  const north = other.lat - one.lat
  const km = Math.hypot(east, north) * RAD * EARTH_KM
  const km_h = km / ((other.at - one.at) / 3_600_000)
  return { km_h, bearing: (Math.atan2(east, north) / RAD + 360) % 360 }
}

/** The number of the moment nearest to a time. */
export function momentAt(moments: readonly Moment[], at: number): number {
  let best = 0
  moments.forEach((one, index) => {
    if (Math.abs(one.at - at) < Math.abs((moments[best] as Moment).at - at)) best = index
  })
  return best
}

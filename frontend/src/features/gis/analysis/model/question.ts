/** A question while it is put together, and what is sent of it. Pure. */
import type { Geometry } from 'geojson'
import type { Kind } from '../types'

/** Storms have a screen of their own. */
export const KINDS = [
  'buffer',
  'within',
  'nearest',
  'route',
  'isochrone',
  'heat',
  'clusters',
  'statistics',
] as const satisfies readonly Kind[]
export type AskedKind = (typeof KINDS)[number]

export interface Spot {
  lon: number
  lat: number
}

/** Where a question is asked: round the point, in what was drawn, in a district, or everywhere. */
export type Where = 'circle' | 'shape' | 'district' | 'all'

export interface Draft {
  kind: AskedKind
  point: Spot | null
  /** The stops of a way, from the first to the last. */
  stops: (Spot | null)[]
  where: Where
  shape: Geometry | null
  radius_m: number
  district: string
  distances: string
  minutes: string
  /** No kind means all kinds, where that can be asked. */
  what: string[]
  k: number
  by: 'distance' | 'road'
  toward: boolean
  mode: 'drive' | 'foot'
  cell_m: number
  distance_m: number
  minimum: number
}

/** What most people ask. */
export const USUAL: Draft = {
  kind: 'buffer',
  point: null,
  stops: [null, null],
  where: 'circle',
  shape: null,
  radius_m: 2000,
  district: '',
  distances: '500, 1000, 2000',
  minutes: '5, 10, 15',
  what: [],
  k: 10,
  by: 'road',
  toward: true,
  mode: 'drive',
  cell_m: 1000,
  distance_m: 1000,
  minimum: 3,
}

/** Kinds asked about where none was chosen and all cannot be asked for. */
const USUAL_WHAT: Partial<Record<AskedKind, string[]>> = {
  nearest: ['units'],
  heat: ['incidents'],
  clusters: ['incidents'],
  statistics: ['resources'],
}
/** The server takes no more. */
export const MOST_KINDS = 12
export const MOST_STOPS = 10
const MOST_RINGS = 5
const MOST_BANDS = 6

/** Numbers between commas, in both kinds of them, smallest first; null where one is none. */
export function numbers(text: string): number[] | null {
  const parts = text.split(/[,，、;\s]+/).filter(Boolean)
  const found = parts.map(Number)
  return found.every((one) => Number.isFinite(one) && one > 0)
    ? [...new Set(found)].sort((a, b) => a - b)
    : null
}

export const whatOf = (draft: Draft): string[] =>
  draft.what.length ? draft.what : (USUAL_WHAT[draft.kind] ?? [])

/** What is still missing, as the key of a text; null when it can be asked. */
export function missing(draft: Draft): string | null {
  switch (draft.kind) {
    case 'buffer':
      if (draft.where === 'shape' ? !draft.shape : !draft.point)
        return draft.where === 'shape' ? 'shape' : 'point'
      return listed(draft.distances, MOST_RINGS) ? null : 'distances'
    case 'within':
      return missingArea(draft)
    case 'heat':
    case 'clusters':
      return draft.where === 'all' ? null : missingArea(draft)
    case 'nearest':
      return draft.point ? null : 'point'
    case 'isochrone':
      if (!draft.point) return 'point'
      return listed(draft.minutes, MOST_BANDS) ? null : 'minutes'
    case 'route':
      return draft.stops.filter(Boolean).length >= 2 ? null : 'stops'
    case 'statistics':
      return null
  }
}

function listed(text: string, most: number): boolean {
  const found = numbers(text)
  return found !== null && found.length > 0 && found.length <= most
}

function missingArea(draft: Draft): string | null {
  if (draft.where === 'shape') return draft.shape ? null : 'area'
  if (draft.where === 'district') return draft.district ? null : 'district'
  return draft.point ? null : 'point'
}

/** A place that was looked up knows more of itself than a question takes. */
const bare = ({ lon, lat }: Spot): Spot => ({ lon, lat })

function areaOf(draft: Draft): Record<string, unknown> {
  if (draft.where === 'shape') return { shape: draft.shape }
  if (draft.where === 'district') return { district: draft.district }
  return { circle: { ...(draft.point && bare(draft.point)), radius_m: draft.radius_m } }
}

const spread = (draft: Draft) => (draft.where === 'all' ? {} : { area: areaOf(draft) })

/** The body of `/api/analysis/<kind>`; only for a draft that misses nothing. */
export function bodyOf(draft: Draft): Record<string, unknown> & { kind: AskedKind } {
  const { kind, mode } = draft
  const point = draft.point && bare(draft.point)
  const what = whatOf(draft)
  switch (kind) {
    case 'buffer':
      return {
        kind,
        shape:
          draft.where === 'shape' ? draft.shape : { type: 'Point', coordinates: [point?.lon, point?.lat] },
        distances_m: numbers(draft.distances),
      }
    case 'within':
      return { kind, area: areaOf(draft), ...(what.length ? { what } : {}) }
    case 'nearest': {
      const road = draft.by === 'road' ? { toward: draft.toward, mode } : {}
      return { kind, point, what, k: draft.k, by: draft.by, ...road }
    }
    case 'route':
      return { kind, points: draft.stops.filter((one) => one !== null).map(bare), mode }
    case 'isochrone':
      return { kind, point, minutes: numbers(draft.minutes), toward: draft.toward, mode }
    case 'heat':
      return { kind, what, cell_m: draft.cell_m, ...spread(draft) }
    case 'clusters':
      return { kind, what, distance_m: draft.distance_m, minimum: draft.minimum, ...spread(draft) }
    case 'statistics':
      return { kind, what }
  }
}

/** The wheres a kind of question knows. */
export const WHERES: Partial<Record<AskedKind, readonly Where[]>> = {
  buffer: ['circle', 'shape'],
  within: ['circle', 'shape', 'district'],
  heat: ['all', 'circle', 'shape', 'district'],
  clusters: ['all', 'circle', 'shape', 'district'],
}

/** The draft for another kind: what was set stays, a where the kind does not know gives way. */
export function turned(draft: Draft, kind: AskedKind): Draft {
  const wheres = WHERES[kind]
  const where = wheres && !wheres.includes(draft.where) ? wheres[0]! : draft.where
  // A line has no inside.
  const shape = kind !== 'buffer' && draft.shape?.type === 'LineString' ? null : draft.shape
  return { ...draft, kind, where, shape }
}

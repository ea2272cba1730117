/** The base geography: GeoJSON files of the loaded city, served by our own server, fetched once per page. */
import type { FeatureCollection, Polygon } from 'geojson'
import type { Box } from './types'

export const BASE_FILES = [
  'pacific-land',
  'guangdong',
  'land',
  'water',
  'rivers',
  'railways',
  'roads',
  'districts',
  'city',
  'places',
] as const

export type BaseFile = (typeof BASE_FILES)[number]
export type Basemap = Record<BaseFile | 'mask', FeatureCollection>

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] }
let loading: Promise<Basemap> | null = null

/** A missing file leaves its layer empty: a map without railways is better than none. */
async function load(file: BaseFile): Promise<FeatureCollection> {
  try {
    const response = await fetch(`/basemap/${file}.geojson`)
    return response.ok ? ((await response.json()) as FeatureCollection) : NOTHING
  } catch {
    return NOTHING
  }
}

async function loadAll(): Promise<Basemap> {
  const files = await Promise.all(BASE_FILES.map(load))
  const map = Object.fromEntries(BASE_FILES.map((file, index) => [file, files[index]!])) as Basemap
  map.mask = mask(map.land)
  if (!map.land.features.length) loading = null
  return map
}

export function loadBasemap(): Promise<Basemap> {
  loading ??= loadAll()
  return loading
}

/** Sea over the box of the detailed coast, so that the coarse coast does not show through beside it. */
function mask(land: FeatureCollection): FeatureCollection {
  const box = boxOf(land)
  if (!box) return NOTHING
  const [west, south, east, north] = box
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const geometry: Polygon = { type: 'Polygon', coordinates: [ring] }
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] }
}

/** The box around all coordinates, or null for an empty collection. */
export function boxOf(data: FeatureCollection): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity]
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return
    if (typeof value[0] === 'number' && typeof value[1] === 'number') {
      box[0] = Math.min(box[0], value[0])
      box[1] = Math.min(box[1], value[1])
      box[2] = Math.max(box[2], value[0])
      box[3] = Math.max(box[3], value[1])
    } else value.forEach(visit)
  }
  for (const { geometry } of data.features) {
    if (geometry && 'coordinates' in geometry) visit(geometry.coordinates)
  }
  return Number.isFinite(box[0]) ? box : null
}

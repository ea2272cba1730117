/** Geofences as overlays of a map, and between what the pen makes and what is stored. Pure. */
import type { Feature } from 'geojson'
import type { Box, LonLat, MapOverlay, PenKind } from '@/map'
import { destination } from '@/map/geodesy'
import { shapeOf } from '../../plot/model/shape'
import type { Fence, FenceKind } from '../types'

export const KINDS = ['polygon', 'circle', 'corridor'] as const satisfies readonly FenceKind[]
export const PENS: Record<FenceKind, PenKind> = { polygon: 'area', circle: 'radius', corridor: 'line' }
/** What the shared drawing tools call it. */
export const DRAWN = { polygon: 'area', circle: 'circle', corridor: 'line' } as const
export const LAYER = 'geofences'

export const shapeFor = (kind: FenceKind, corners: readonly LonLat[]) => shapeOf(DRAWN[kind], corners)

/** Corners of a geofence as drawn: of a circle its middle, of a polygon its ring without the first again. */
export function cornersOf({ kind, shape }: Pick<Fence, 'kind' | 'shape'>): LonLat[] {
  if (!shape) return []
  const { coordinates } = shape
  if (kind === 'circle') return [coordinates as unknown as LonLat]
  return kind === 'corridor' ? (coordinates as LonLat[]) : (coordinates[0] as LonLat[]).slice(0, -1)
}

/** What the pen takes hold of: a circle by its middle and its eastern edge. */
export function handlesOf(kind: FenceKind, corners: readonly LonLat[], radius: number | null): LonLat[] {
  const [middle] = corners
  return kind === 'circle' && middle ? [middle, destination(middle, 90, radius ?? 0)] : [...corners]
}

/** Least corners of a shape that can be stored. */
export const enough = (kind: FenceKind, corners: readonly LonLat[]): boolean =>
  corners.length >= { polygon: 3, circle: 1, corridor: 2 }[kind]

export function boxOf(fences: readonly Pick<Fence, 'outline'>[]): Box | null {
  const places = fences.flatMap(({ outline }) => flat(outline.coordinates))
  if (!places.length) return null
  const [lons, lats] = [places.map(([lon]) => lon!), places.map(([, lat]) => lat!)]
  const edge = 0.002
  return [
    Math.min(...lons) - edge,
    Math.min(...lats) - edge,
    Math.max(...lons) + edge,
    Math.max(...lats) + edge,
  ]
}

function flat(coordinates: readonly unknown[]): number[][] {
  return typeof coordinates[0] === 'number'
    ? [coordinates as number[]]
    : coordinates.flatMap((part) => flat(part as unknown[]))
}

const QUIET = { kind: 'line', ink: 'plot', width: 1.25 } as const

/** Thin lines and names, no fill but of the chosen one; dashed while it does not count. */
export function fenceOverlays(
  fences: readonly Fence[],
  chosen: string | null,
  selectable: boolean,
): MapOverlay[] {
  const features = fences.flatMap((one): Feature[] => {
    const properties = { id: one.id, on: one.active, chosen: one.id === chosen }
    return [
      { type: 'Feature', geometry: one.outline as Feature['geometry'], properties },
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [one.place.lon, one.place.lat] },
        properties: { id: one.id, label: one.name },
      },
    ]
  })
  return [
    {
      id: LAYER,
      data: { type: 'FeatureCollection', features },
      selectable,
      paints: [
        // An area answers to clicks where it is filled, however faintly.
        ...(selectable
          ? [{ kind: 'fill', ink: 'plot', opacity: 0.03, only: { chosen: false } } as const]
          : []),
        { kind: 'fill', ink: 'plot', opacity: 0.14, only: { chosen: true } },
        { ...QUIET, only: { on: true } },
        { ...QUIET, dashed: true, opacity: 0.6, only: { on: false } },
        { kind: 'line', ink: 'plot', width: 2.5, only: { chosen: true } },
        { kind: 'label', field: 'label', ink: 'plot', side: 'middle' },
      ],
    },
  ]
}

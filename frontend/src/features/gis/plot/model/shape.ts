/** From corners to what is stored, and back. Pure. */
import type { Box, LonLat, MapDrawing } from '@/map'
import { areaM2, destination, distanceM, lengthM } from '@/map/geodesy'
import type { Drawing, DrawingIn, DrawingKind, DrawingStyle, SymbolRef } from '../types'

/** Seven decimals are a centimetre; the server keeps no more. */
const round = (value: number) => Number(value.toFixed(7))
const plain = (corners: readonly LonLat[]) => corners.map(([lon, lat]): LonLat => [round(lon), round(lat)])

export interface Measures {
  length_m: number | null
  area_m2: number | null
  radius_m: number | null
}

/** What the pen made: of a circle the radius lies between its two corners. */
export function radiusOf(corners: readonly LonLat[]): number | null {
  const [centre, edge] = corners
  return centre && edge ? distanceM(centre, edge) : null
}

export function shapeOf(kind: DrawingKind, corners: readonly LonLat[]): DrawingIn['shape'] {
  const set = plain(corners)
  if (kind === 'area') return { type: 'Polygon', coordinates: [[...set, set[0]!]] }
  if (kind === 'line' || kind === 'arrow') return { type: 'LineString', coordinates: set }
  return { type: 'Point', coordinates: set[0]! }
}

export function cornersOf({ kind, shape }: Pick<Drawing, 'kind' | 'shape'>): LonLat[] {
  const { coordinates } = shape
  if (kind === 'area') return (coordinates[0] as LonLat[]).slice(0, -1)
  if (kind === 'line' || kind === 'arrow') return coordinates as LonLat[]
  return [coordinates as unknown as LonLat]
}

/** What the pen takes hold of: a circle by its centre and its eastern edge. */
export function handlesOf(drawing: Drawing): LonLat[] {
  const corners = cornersOf(drawing)
  if (drawing.kind !== 'circle') return corners
  return [corners[0]!, destination(corners[0]!, 90, drawing.radius_m ?? 0)]
}

export function measuresOf(kind: DrawingKind, corners: readonly LonLat[], radius: number | null): Measures {
  const none: Measures = { length_m: null, area_m2: null, radius_m: null }
  if (kind === 'line' || kind === 'arrow')
    return corners.length > 1 ? { ...none, length_m: lengthM(corners) } : none
  if (kind === 'area' && corners.length > 2)
    return { ...none, length_m: lengthM([...corners, corners[0]!]), area_m2: areaM2(corners) }
  if (kind === 'circle' && radius)
    return { length_m: 2 * Math.PI * radius, area_m2: Math.PI * radius ** 2, radius_m: radius }
  return none
}

/** West, south, east, north; of a circle that of its rim. */
export function boxOf(drawing: Drawing): Box {
  const corners = cornersOf(drawing)
  const round = drawing.kind === 'circle' && drawing.radius_m
  const all = round ? [0, 90, 180, 270].map((turn) => destination(corners[0]!, turn, round)) : corners
  const [lons, lats] = [all.map(([lon]) => lon), all.map(([, lat]) => lat)]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

export interface Drawable extends Measures {
  id: string
  kind: DrawingKind
  corners: readonly LonLat[]
  symbol: SymbolRef | null
  label: string
  style: DrawingStyle
}

export const drawable = (drawing: Drawing): Drawable => ({ ...drawing, corners: cornersOf(drawing) })

/** The one figure that stands on the map: a line's length, an area's size, a circle's radius. */
export interface Figures {
  distance: (metres: number) => string
  area: (squareMetres: number) => string
}

export function figure(
  { kind, length_m, area_m2, radius_m }: Pick<Drawable, 'kind' | keyof Measures>,
  words: Figures,
) {
  if (kind === 'line' && length_m) return words.distance(length_m)
  if (kind === 'area' && area_m2) return words.area(area_m2)
  return kind === 'circle' && radius_m ? `R ${words.distance(radius_m)}` : ''
}

export function onMap(one: Drawable, words: Figures, chosen = false): MapDrawing {
  const { id, kind, corners, symbol, label, style, radius_m } = one
  return {
    id,
    kind,
    corners,
    symbol,
    label,
    radiusM: radius_m,
    measure: figure(one, words),
    chosen,
    ...style,
  }
}

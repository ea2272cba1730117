/** Drawings as GeoJSON for their source: shape, arrow head, symbol and words each as a feature. Pure. */
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { DrawingKind, MapDrawing, PlotColour } from './drawingTypes'
import { circleRing } from './geodesy'
import type { Palette } from './palette'
import type { LonLat } from './types'

/** Fewer make no shape. */
export const LEAST_CORNERS: Record<DrawingKind, number> = {
  point: 1,
  text: 1,
  circle: 1,
  line: 2,
  arrow: 2,
  area: 3,
}

export const colourToken = (colour: PlotColour) =>
  colour === 'plot' ? ('plot' as const) : (`plot-${colour}` as const)

/** Name of an image: what is to be drawn and in which colour. */
export const imageName = (parts: readonly string[]) => ['drawn', ...parts].join(' ')

function shapeOf({ kind, corners, radiusM }: MapDrawing): Geometry | null {
  const [first] = corners
  if (!first || corners.length < LEAST_CORNERS[kind]) return null
  switch (kind) {
    case 'point':
    case 'text':
      return { type: 'Point', coordinates: first }
    case 'circle':
      return radiusM ? { type: 'Polygon', coordinates: [circleRing(first, radiusM)] } : null
    case 'area':
      return { type: 'Polygon', coordinates: [[...corners, first]] }
    default:
      return { type: 'LineString', coordinates: [...corners] }
  }
}

/** Height on the Mercator map, in degrees of longitude. */
const mercator = (lat: number) => (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI

/** Direction of the last stretch on the map, degrees from north. */
export function heading(corners: readonly LonLat[]): number {
  const [to, from] = [corners.at(-1), corners.at(-2)]
  if (!to || !from) return 0
  return (Math.atan2(to[0] - from[0], mercator(to[1]) - mercator(from[1])) * 180) / Math.PI
}

/** Where the words of an area stand: the middle of its box lies inside most shapes people draw. */
function middle(corners: readonly LonLat[]): LonLat {
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)]
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2]
}

function wordsAt(drawing: MapDrawing): Geometry | null {
  const { kind, corners } = drawing
  if (kind === 'line' || kind === 'arrow') return { type: 'LineString', coordinates: [...corners] }
  if (!corners[0]) return null
  return { type: 'Point', coordinates: kind === 'area' ? middle(corners) : corners[0] }
}

function image({ kind, symbol, colour }: MapDrawing): string {
  if (kind === 'arrow') return imageName(['head', colour])
  if (kind !== 'point') return ''
  return symbol ? imageName([symbol.set, symbol.code, colour]) : imageName(['dot', colour])
}

export function drawingFeatures(drawing: MapDrawing, palette: Palette): Feature[] {
  const shape = shapeOf(drawing)
  if (!shape) return []
  const { id, kind, label, measure, width, dashed, filled, corners, chosen = false } = drawing
  const colour = palette[colourToken(drawing.colour)]
  const common = { id, kind, colour, width, dashed, filled, chosen }
  const words = [label, measure].filter(Boolean).join('\n')
  const found: [Geometry | null, object][] = [[shape, { part: 'shape' }]]
  if (kind === 'arrow')
    found.push([
      { type: 'Point', coordinates: corners.at(-1)! },
      { part: 'sign', turn: heading(corners) },
    ])
  if (kind === 'point') found.push([shape, { part: 'sign', turn: 0 }])
  if (words) found.push([wordsAt(drawing), { part: 'words', words }])
  return found.flatMap(([geometry, more]) =>
    geometry
      ? [{ type: 'Feature', geometry, properties: { ...common, image: image(drawing), ...more } }]
      : [],
  )
}

export function drawingData(drawings: readonly MapDrawing[], palette: Palette): FeatureCollection {
  return { type: 'FeatureCollection', features: drawings.flatMap((one) => drawingFeatures(one, palette)) }
}

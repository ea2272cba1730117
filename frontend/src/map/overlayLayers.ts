/** Layers of the features, drawn between base map and symbols. Pure. */
import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { FONT } from './baseStyle'
import type { Palette } from './palette'
import type { MapOverlay, OverlayPaint } from './types'

const EMPTY = { type: 'FeatureCollection' as const, features: [] }

export const overlaySource = (overlay: MapOverlay) => `overlay-${overlay.id}`

export function overlaySourceSpec(overlay: MapOverlay): SourceSpecification {
  if (!overlay.tiles) return { type: 'geojson', data: overlay.data ?? EMPTY, generateId: true }
  const { url, minzoom = 0, maxzoom = 16 } = overlay.tiles
  return {
    type: 'vector',
    tiles: [new URL(url, location.origin).href.replaceAll('%7B', '{').replaceAll('%7D', '}')],
    minzoom,
    maxzoom,
  }
}

export function overlayLayers(overlay: MapOverlay, palette: Palette, scale: number): LayerSpecification[] {
  return overlay.paints.map((paint, index) => {
    const base = {
      id: `${overlaySource(overlay)}-${index}`,
      source: overlaySource(overlay),
      ...(overlay.tiles ? { 'source-layer': overlay.tiles.layer } : {}),
    }
    return { ...base, ...drawn(paint, palette, scale) } as LayerSpecification
  })
}

function drawn(paint: OverlayPaint, palette: Palette, scale: number): object {
  switch (paint.kind) {
    case 'fill':
      return {
        type: 'fill',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': palette[paint.ink], 'fill-opacity': paint.opacity ?? 0.14 },
      }
    case 'line':
      return {
        type: 'line',
        layout: { 'line-join': 'round', 'line-cap': paint.dashed ? 'butt' : 'round' },
        paint: {
          'line-color': palette[paint.ink],
          'line-width': (paint.width ?? 1.5) * scale,
          'line-opacity': paint.opacity ?? 1,
          ...(paint.dashed ? { 'line-dasharray': [4, 3] } : {}),
        },
      }
    case 'point':
      return {
        type: 'circle',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': (paint.radius ?? 4) * scale,
          'circle-color': palette[paint.ink],
          'circle-stroke-color': palette['map-land'],
          'circle-stroke-width': 1 * scale,
        },
      }
    case 'label':
      return {
        type: 'symbol',
        layout: {
          'text-field': ['to-string', ['get', paint.field]],
          'text-font': FONT,
          'text-size': (paint.size ?? 12) * scale,
          'symbol-placement': paint.along ? 'line' : 'point',
          ...(paint.along ? {} : { 'text-offset': [0, 1.1], 'text-anchor': 'top' }),
        },
        paint: {
          'text-color': palette[paint.ink ?? 'text'],
          'text-halo-color': palette['map-land'],
          'text-halo-width': 1.5,
        },
      }
    case 'heat':
      return { type: 'heatmap', paint: heat(paint.weight, palette) }
  }
}

/** Density in the data colours: alarm hues stay with alarms. */
function heat(weight: string | undefined, palette: Palette): object {
  const colour: ExpressionSpecification = [
    'interpolate',
    ['linear'],
    ['heatmap-density'],
    0,
    'transparent',
    0.3,
    palette['ramp-3'],
    0.65,
    palette['ramp-2'],
    1,
    palette['ramp-1'],
  ]
  return {
    'heatmap-color': colour,
    'heatmap-weight': weight ? ['to-number', ['get', weight], 1] : 1,
    'heatmap-opacity': 0.75,
  }
}

/** True when only the data differs, so that the layer need not be built again. */
export function sameButData(one: MapOverlay, other: MapOverlay | undefined): boolean {
  if (!other || one.tiles || other.tiles || !one.data) return false
  return JSON.stringify(one.paints) === JSON.stringify(other.paints) && one.selectable === other.selectable
}

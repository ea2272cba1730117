/** Layers of the features, drawn between base map and symbols. Pure. */
import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { FONT } from './baseStyle'
import type { Palette } from './palette'
import type { MapOverlay, OverlayPaint, Shift, Tone } from './types'

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
    const { filter, ...look } = drawn(paint, palette, scale)
    const both = [...(filter ? [filter] : []), ...filters(paint.only)]
    return { ...base, ...look, ...(both.length ? { filter: ['all', ...both] } : {}) } as LayerSpecification
  })
}

const filters = (only: OverlayPaint['only'] = {}) =>
  Object.entries(only).map(([name, value]) => ['==', ['get', name], value])

/** A tone as a colour of the palette, or as the step a property has reached. */
export function toneOf(tone: Tone, palette: Palette): string | ExpressionSpecification {
  if (typeof tone === 'string') return palette[tone]
  const { by, steps, none } = tone
  const [first, ...rest] = steps
  if (!first) return palette[none ?? 'muted']
  const value: ExpressionSpecification = ['to-number', ['get', by], first[0]]
  const stepped = [
    'step',
    value,
    palette[first[1]],
    ...rest.flatMap(([from, ink]) => [from, palette[ink]]),
  ] as unknown as ExpressionSpecification
  if (none === undefined) return rest.length ? stepped : palette[first[1]]
  return ['case', ['==', ['typeof', ['get', by]], 'number'], stepped, palette[none]]
}

interface Drawn {
  type: string
  filter?: unknown
  layout?: object
  paint: object
}

function drawn(paint: OverlayPaint, palette: Palette, scale: number): Drawn {
  switch (paint.kind) {
    case 'fill':
      return {
        type: 'fill',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': toneOf(paint.ink, palette), 'fill-opacity': paint.opacity ?? 0.14 },
      }
    case 'line':
      return {
        type: 'line',
        layout: { 'line-join': 'round', 'line-cap': paint.dashed ? 'butt' : 'round' },
        paint: {
          'line-color': toneOf(paint.ink, palette),
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
          'circle-color': paint.hollow ? palette['map-land'] : toneOf(paint.ink, palette),
          'circle-stroke-color': paint.hollow ? toneOf(paint.ink, palette) : palette['map-land'],
          'circle-stroke-width': (paint.hollow ? 2 : 1) * scale,
          ...shifted('circle', paint.shift, scale),
        },
      }
    case 'label':
      return label(paint, palette, scale)
    case 'heat':
      return { type: 'heatmap', paint: heat(paint.weight, palette) }
  }
}

const SIDES = {
  below: { 'text-offset': [0, 1.1], 'text-anchor': 'top' },
  right: { 'text-offset': [0.9, 0], 'text-anchor': 'left', 'text-justify': 'left' },
  above: { 'text-offset': [0.5, -0.5], 'text-anchor': 'bottom-left', 'text-justify': 'left' },
  middle: { 'text-anchor': 'center' },
}

function label(paint: Extract<OverlayPaint, { kind: 'label' }>, palette: Palette, scale: number): Drawn {
  return {
    type: 'symbol',
    layout: {
      'text-field': ['to-string', ['get', paint.field]],
      'text-font': FONT,
      'text-size': (paint.size ?? 12) * scale,
      'symbol-placement': paint.along ? 'line' : 'point',
      'text-allow-overlap': paint.over ?? false,
      ...(paint.along ? {} : SIDES[paint.side ?? 'below']),
    },
    paint: {
      'text-color': palette[paint.ink ?? 'text'],
      // Dark words stand on a badge, and need no halo there.
      'text-halo-color': palette['map-land'],
      'text-halo-width': paint.ink === 'ground' ? 0 : 1.5,
      ...shifted('text', paint.shift, scale),
    },
  }
}

const shifted = (what: 'circle' | 'text', shift: Shift | undefined, scale: number) =>
  shift ? { [`${what}-translate`]: shift.map((pixels) => pixels * scale) } : {}

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
  const look = ({ paints, selectable, low }: MapOverlay) => JSON.stringify([paints, selectable, low])
  return look(one) === look(other)
}

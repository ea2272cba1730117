/** Sources and layers of what people draw, and of the pen that draws it. Pure. */
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  SourceSpecification,
} from 'maplibre-gl'
import { FONT_BOLD } from './baseStyle'
import { DRAFT, DRAWINGS, PEN } from './drawingTypes'
import type { Palette } from './palette'

const EMPTY = { type: 'FeatureCollection' as const, features: [] }
/** Words of single drawings would cover a map of the whole province. */
const WORDS_FROM = 8

export function drawingSources(): Record<string, SourceSpecification> {
  // Shapes are shown as they were drawn, not simplified.
  const source: SourceSpecification = { type: 'geojson', data: EMPTY, tolerance: 0 }
  return { [DRAWINGS]: source, [DRAFT]: source, [PEN]: source }
}

const is = (name: string, value: string | boolean): ExpressionSpecification => ['==', ['get', name], value]
const SHAPE = is('part', 'shape')
const only = (...parts: ExpressionSpecification[]): FilterSpecification => ['all', ...parts]
const colour: ExpressionSpecification = ['get', 'colour']
const NOT_POINT: ExpressionSpecification = ['!=', ['geometry-type'], 'Point']

/** Seen from far a stroke of eight pixels would hide the street it follows: half as wide over a province. */
function grown(full: ExpressionSpecification): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], 8, ['*', 0.5, full], 12, full]
}

function outline(source: string, scale: number, dashed: boolean): LayerSpecification {
  return {
    id: `${source}-line-${dashed ? 'dashed' : 'solid'}`,
    type: 'line',
    source,
    filter: only(SHAPE, NOT_POINT, is('dashed', dashed)),
    layout: { 'line-join': 'round', 'line-cap': dashed ? 'butt' : 'round' },
    paint: {
      'line-color': colour,
      'line-width': grown(['*', ['get', 'width'], scale]),
      ...(dashed ? { 'line-dasharray': [3, 2] } : {}),
    },
  }
}

/** Words beside the middle of a line, or of what else they name, where they cover no other words. */
function words(source: string, palette: Palette, scale: number, along: boolean): LayerSpecification {
  const point: ExpressionSpecification = is('kind', 'point')
  // Its centre is a place of its own, that words must not hide.
  const circle: ExpressionSpecification = is('kind', 'circle')
  const geometry = along ? 'LineString' : 'Point'
  return {
    id: `${source}-words-${along ? 'along' : 'beside'}`,
    type: 'symbol',
    source,
    minzoom: WORDS_FROM,
    filter: only(is('part', 'words'), ['==', ['geometry-type'], geometry], ['!', is('kind', 'text')]),
    layout: {
      ...type(scale, 13),
      ...(along
        ? {
            // Upright beside the middle: Chinese that turns with a steep line cannot be read.
            'symbol-placement': 'line-center',
            'text-rotation-alignment': 'viewport',
            'text-anchor': 'left',
            'text-justify': 'left',
            'text-offset': [0.9, 0],
          }
        : {
            'text-anchor': ['case', point, 'left', circle, 'top', 'center'],
            'text-justify': ['case', point, 'left', 'center'],
            'text-offset': [
              'case',
              point,
              ['literal', [1.4, 0]],
              circle,
              ['literal', [0, 0.8]],
              ['literal', [0, 0]],
            ],
          }),
    },
    paint: ink(palette),
  }
}

/** A text is there to be read, whatever it covers. */
function texts(source: string, palette: Palette, scale: number): LayerSpecification {
  return {
    id: `${source}-texts`,
    type: 'symbol',
    source,
    filter: only(is('part', 'words'), is('kind', 'text')),
    layout: { ...type(scale, 16), 'text-allow-overlap': true, 'text-ignore-placement': true },
    paint: ink(palette),
  }
}

const type = (scale: number, size: number) => ({
  'text-field': ['get', 'words'] as ExpressionSpecification,
  'text-font': FONT_BOLD,
  'text-size': size * scale,
  'text-max-width': 14,
})
const ink = (palette: Palette) => ({
  'text-color': colour,
  'text-halo-color': palette['map-land'],
  'text-halo-width': 1.8,
})

export function drawingLayers(source: string, palette: Palette, scale: number): LayerSpecification[] {
  return [
    {
      id: `${source}-fill`,
      type: 'fill',
      source,
      filter: only(SHAPE, ['==', ['geometry-type'], 'Polygon'], is('filled', true)),
      paint: { 'fill-color': colour, 'fill-opacity': 0.16 },
    },
    {
      id: `${source}-halo`,
      type: 'line',
      source,
      filter: only(SHAPE, NOT_POINT, is('chosen', true)),
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': palette.accent,
        'line-width': grown(['*', ['+', ['get', 'width'], 6], scale]),
        'line-opacity': 0.45,
      },
    },
    outline(source, scale, false),
    outline(source, scale, true),
    {
      id: `${source}-ring`,
      type: 'circle',
      source,
      filter: only(SHAPE, ['==', ['geometry-type'], 'Point'], is('chosen', true)),
      paint: {
        'circle-radius': 18 * scale,
        'circle-color': 'transparent',
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2 * scale,
      },
    },
    words(source, palette, scale, true),
    {
      id: `${source}-signs`,
      type: 'symbol',
      source,
      filter: only(is('part', 'sign')),
      layout: {
        'icon-image': ['get', 'image'],
        'icon-rotate': ['get', 'turn'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        // The head of an arrow grows with its shaft.
        'icon-size': grown(['case', is('kind', 'arrow'), ['+', 0.5, ['*', 0.2, ['get', 'width']]], 1]),
      },
    },
    words(source, palette, scale, false),
    texts(source, palette, scale),
  ]
}

/** Corners to take hold of: full ones stand, hollow ones between them make a new one. */
export function penLayers(palette: Palette, scale: number): LayerSpecification[] {
  const between: ExpressionSpecification = is('part', 'middle')
  return [
    {
      id: 'pen-line',
      type: 'line',
      source: PEN,
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': palette.accent, 'line-width': 1.5 * scale, 'line-dasharray': [3, 3] },
    },
    {
      id: 'pen-corners',
      type: 'circle',
      source: PEN,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['*', scale, ['case', between, 3.5, 5.5]],
        'circle-color': ['case', between, palette['map-land'], palette.accent],
        'circle-stroke-color': ['case', between, palette.accent, palette['map-land']],
        'circle-stroke-width': 1.5 * scale,
      },
    },
  ]
}

/** What answers to a click, and what does only where nothing else lies there. */
export const DRAWING_HITS = [
  'signs',
  'line-solid',
  'line-dashed',
  'words-along',
  'words-beside',
  'texts',
].map((part) => `${DRAWINGS}-${part}`)
export const DRAWING_FILL = `${DRAWINGS}-fill`

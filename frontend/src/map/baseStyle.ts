/** The base map as a MapLibre style, from the palette. No glyphs: all text is drawn from local fonts. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { BASE_FILES, type Basemap } from './basemap'
import type { Palette } from './palette'

/** MapLibre reads the weight out of the first name; the rest is the stack of tokens.css. */
export const FONT = [
  'Noto Sans SC Regular',
  'Noto Sans CJK SC',
  'PingFang SC',
  'Microsoft YaHei',
  'system-ui',
]
export const FONT_BOLD = [
  'Noto Sans SC Bold',
  'Noto Sans CJK SC',
  'PingFang SC',
  'Microsoft YaHei',
  'system-ui',
]

const line = (
  id: string,
  source: string,
  colour: string,
  width: number | ExpressionSpecification,
  more: { dash?: number[]; minzoom?: number; opacity?: number } = {},
): LayerSpecification => ({
  id: `base-${id}`,
  type: 'line',
  source: `base-${source}`,
  minzoom: more.minzoom ?? 0,
  layout: { 'line-join': 'round', 'line-cap': more.dash ? 'butt' : 'round' },
  paint: {
    'line-color': colour,
    'line-width': width,
    'line-opacity': more.opacity ?? 1,
    ...(more.dash ? { 'line-dasharray': more.dash } : {}),
  },
})

const fill = (id: string, source: string, colour: string): LayerSpecification => ({
  id: `base-${id}`,
  type: 'fill',
  source: `base-${source}`,
  paint: { 'fill-color': colour },
})

const byZoom = (low: number, high: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  8,
  low,
  16,
  high,
]

/** Names of places; rank 1 is the most important, and appears first. */
function labels(palette: Palette, scale: number, locale: string): LayerSpecification[] {
  const name: ExpressionSpecification =
    locale === 'en' ? ['coalesce', ['get', 'name_en'], ['get', 'name']] : ['get', 'name']
  const layer = (
    id: string,
    kinds: string[],
    size: number,
    minzoom: number,
    wide: number,
    which: ExpressionSpecification | true = true,
  ): LayerSpecification => ({
    id: `base-label-${id}`,
    type: 'symbol',
    source: 'base-places',
    minzoom,
    filter: ['all', ['in', ['get', 'kind'], ['literal', kinds]], which],
    layout: {
      'text-field': name,
      'text-font': FONT,
      'text-size': size * scale,
      'text-letter-spacing': wide,
      'text-padding': 6,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: {
      'text-color': palette['map-label'],
      'text-halo-color': id === 'water' ? palette['map-sea'] : palette['map-land'],
      'text-halo-width': 1.2,
      'text-opacity': id === 'district' ? 1 : 0.8,
    },
  })
  return [
    layer('water', ['water'], 12, 5, 0.3),
    layer('place', ['place', 'town'], 12, 9.5, 0, ['<=', ['get', 'rank'], ['step', ['zoom'], 5, 11, 6]]),
    { ...layer('city', ['city'], 16, 3, 0), maxzoom: 9 } as LayerSpecification,
    layer('district', ['district'], 15, 8.5, 0.12),
  ]
}

export function baseStyle(
  data: Basemap,
  palette: Palette,
  scale: number,
  locale: string,
): StyleSpecification {
  const sources = [...BASE_FILES, 'mask' as const].map((file) => [
    `base-${file}`,
    { type: 'geojson' as const, data: data[file], tolerance: 0.3 },
  ])
  return {
    version: 8,
    sources: Object.fromEntries(sources) as StyleSpecification['sources'],
    layers: [
      { id: 'base-sea', type: 'background', paint: { 'background-color': palette['map-sea'] } },
      fill('far-land', 'pacific-land', palette['map-land']),
      line('far-coast', 'pacific-land', palette['map-coast'], 0.6),
      fill('mask', 'mask', palette['map-sea']),
      fill('land', 'land', palette['map-land']),
      line('coast', 'land', palette['map-coast'], byZoom(0.8, 2)),
      fill('water', 'water', palette['map-sea']),
      line('rivers', 'rivers', palette['map-sea'], byZoom(1, 6)),
      line('provinces', 'guangdong', palette['map-coast'], 0.6, { dash: [2, 3], opacity: 0.6 }),
      line('road-casing', 'roads', palette['map-casing'], byZoom(1.8, 14), { minzoom: 7 }),
      line('roads', 'roads', palette['map-road'], byZoom(0.9, 10), { minzoom: 7 }),
      line('railways', 'railways', palette['map-coast'], 1, { dash: [6, 3], minzoom: 8 }),
      line('districts', 'districts', palette['map-coast'], 1, { dash: [3, 3], minzoom: 7 }),
      line('city', 'city', palette['map-coast'], 1.2, { dash: [6, 4], opacity: 0.7 }),
      ...labels(palette, scale, locale),
    ],
  }
}

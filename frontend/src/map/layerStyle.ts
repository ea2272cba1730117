/** A layer of the server as layers of the engine: areas, lines, points, clusters, heat, labels. Pure. */
import type { FilterSpecification, LayerSpecification } from 'maplibre-gl'
import { FONT } from './baseStyle'
import { shownColour } from './layerColour'
import {
  colourOf,
  livelier,
  MANY,
  orChosen,
  USUAL,
  type Expression,
  type LayerLook,
} from './layerExpressions'
import { heat, many, numbers, POINT, points, radiusOf, signs } from './layerPoints'
import type { MapLayer } from './layerTypes'
import type { Stratum } from './strata'

/** A part of a layer and where it belongs in the order. */
export interface Part {
  stratum: Stratum
  spec: LayerSpecification
  /** Whether a click on it is a click on the feature. */
  hit: boolean
}

/** The engine knows zooms up to here. */
const DEEPEST = 24

export const partPrefix = (layer: Pick<MapLayer, 'id'>) => `layer-${layer.id}-`

const OF: Record<'Polygon' | 'LineString', Expression> = {
  Polygon: ['==', ['geometry-type'], 'Polygon'],
  LineString: ['==', ['geometry-type'], 'LineString'],
}
export function partsOf(layer: MapLayer, source: string, look: LayerLook): Part[] {
  const part = (name: string, stratum: Stratum, hit: boolean, drawn: object): Part => ({
    stratum,
    hit,
    spec: {
      id: partPrefix(layer) + name,
      source,
      'source-layer': layer.code,
      minzoom: Math.min(DEEPEST, layer.minzoom),
      maxzoom: Math.min(DEEPEST, layer.maxzoom + 1),
      ...drawn,
    } as LayerSpecification,
  })
  const has = (kind: MapLayer['geometry']) => layer.geometry === kind || layer.geometry === 'mixed'
  const parts: Part[] = []
  if (layer.style.heat && has('point')) parts.push(part('heat', 'lines', false, heat(layer, look)))
  if (has('polygon')) {
    parts.push(part('fill', 'areas', true, fill(layer, look)))
    parts.push(part('outline', 'lines', false, outline(layer, look)))
  }
  if (has('line')) parts.push(part('line', 'lines', true, line(layer, look)))
  if (has('point') && !layer.style.heat) {
    parts.push(part('point', 'points', true, points(layer, look)))
    if (layer.style.icon) parts.push(part('sign', 'points', false, signs(layer)))
    parts.push(part('many', 'points', true, many(layer, look)))
    parts.push(part('number', 'points', false, numbers(layer, look)))
  }
  if (layer.style.label && !layer.style.heat) {
    if (has('line')) parts.push(part('along', 'labels', false, labels(layer, look, OF.LineString, 'along')))
    if (has('point')) parts.push(part('label', 'labels', false, labels(layer, look, POINT, 'beside')))
    // An area reaches into many tiles; the server names it once, at its anchor.
    if (has('polygon')) {
      const named = { ...labels(layer, look, POINT, 'on'), 'source-layer': `${layer.code}:label` }
      parts.push(part('name', 'labels', false, named))
    }
  }
  return parts
}

function fill(layer: MapLayer, { theme, palette }: LayerLook): object {
  const plain = (layer.style.fill_opacity ?? USUAL.fill) * layer.opacity
  return {
    type: 'fill',
    filter: OF.Polygon,
    paint: {
      'fill-color': orChosen(colourOf(layer, theme), palette),
      'fill-opacity': livelier(plain, Math.min(1, plain + 0.14)),
      'fill-antialias': false,
    },
  }
}

function outline(layer: MapLayer, look: LayerLook): object {
  const { outline: own } = layer.style
  const colour = own ? shownColour(own, look.theme) : colourOf(layer, look.theme)
  return stroke(OF.Polygon, colour, layer.style.width ?? USUAL.outline, layer, look)
}

function line(layer: MapLayer, look: LayerLook): object {
  return stroke(OF.LineString, colourOf(layer, look.theme), layer.style.width ?? USUAL.line, layer, look)
}

function stroke(
  filter: FilterSpecification,
  colour: string | Expression,
  width: number,
  layer: MapLayer,
  { palette, scale }: LayerLook,
): object {
  const dash = layer.style.dash
  return {
    type: 'line',
    filter,
    layout: { 'line-join': 'round', 'line-cap': dash ? 'butt' : 'round' },
    paint: {
      'line-color': orChosen(colour, palette),
      'line-width': livelier(width * scale, (width + 1.5) * scale),
      'line-opacity': layer.opacity,
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  }
}

/** The attribute in the language of the screen where the layer has `<label>_en` beside it. */
function words(label: string, locale: string): Expression {
  const plain: Expression = ['to-string', ['get', label]]
  if (locale !== 'en') return plain
  return ['case', ['has', `${label}_en`], ['to-string', ['get', `${label}_en`]], plain]
}

function labels(
  layer: MapLayer,
  { palette, scale, locale }: LayerLook,
  filter: Expression,
  where: 'along' | 'beside' | 'on',
): object {
  return {
    type: 'symbol',
    filter: ['all', filter, ['!', MANY]],
    layout: {
      'text-field': words(layer.style.label!, locale),
      'text-font': FONT,
      'text-size': 12 * scale,
      'text-max-width': 9,
      'text-padding': 4,
      'symbol-placement': where === 'along' ? 'line' : 'point',
      ...(where === 'beside'
        ? {
            'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
            'text-radial-offset': 0.4 + radiusOf(layer) / 12,
            'text-justify': 'auto',
          }
        : {}),
    },
    paint: {
      'text-color': palette.text,
      'text-halo-color': palette['map-land'],
      'text-halo-width': 1.5 * scale,
      'text-opacity': layer.opacity,
    },
  }
}

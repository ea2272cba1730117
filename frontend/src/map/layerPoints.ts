/** Points of a layer as layers of the engine: discs, signs, what stands for many, heat. Pure. */
import { FONT_BOLD } from './baseStyle'
import { shownColour } from './layerColour'
import {
  colourOf,
  HOW_MANY,
  layerColour,
  livelier,
  MANY,
  SIGN_RADIUS,
  state,
  USUAL,
  type Expression,
  type LayerLook,
} from './layerExpressions'
import type { MapLayer } from './layerTypes'

export const POINT: Expression = ['==', ['geometry-type'], 'Point']

export function radiusOf(layer: MapLayer): number {
  const radius = layer.style.radius ?? USUAL.radius
  return layer.style.icon ? Math.max(radius, SIGN_RADIUS) : radius
}

export function points(layer: MapLayer, { theme, palette, scale }: LayerLook): object {
  const radius = radiusOf(layer)
  return {
    type: 'circle',
    filter: ['all', POINT, ['!', MANY]],
    paint: {
      'circle-radius': livelier(radius * scale, (radius + 1.5) * scale),
      'circle-color': colourOf(layer, theme),
      'circle-opacity': layer.opacity,
      'circle-stroke-color': ['case', state('chosen'), palette.accent, palette['map-land']],
      'circle-stroke-width': ['case', state('chosen'), 2.5 * scale, 1.25 * scale],
      'circle-stroke-opacity': layer.opacity,
    },
  }
}

export function signs(layer: MapLayer): object {
  return {
    type: 'symbol',
    filter: ['all', POINT, ['!', MANY]],
    layout: {
      'icon-image': `sign-${layer.style.icon}`,
      'icon-size': radiusOf(layer) / SIGN_RADIUS,
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
    paint: { 'icon-opacity': layer.opacity },
  }
}

/** A point that stands for several: an open ring in the layer's colour, wider the more there are. */
export function many(layer: MapLayer, { theme, palette, scale }: LayerLook): object {
  return {
    type: 'circle',
    filter: ['all', POINT, MANY],
    paint: {
      'circle-radius': [
        'interpolate',
        ['linear'],
        ['log10', HOW_MANY],
        0,
        9 * scale,
        2,
        14 * scale,
        4,
        22 * scale,
      ],
      'circle-color': palette.panel,
      'circle-opacity': 0.9 * layer.opacity,
      'circle-stroke-color': shownColour(layerColour(layer), theme),
      'circle-stroke-width': livelier(2 * scale, 3 * scale),
      'circle-stroke-opacity': layer.opacity,
    },
  }
}

export function numbers(layer: MapLayer, { palette, scale }: LayerLook): object {
  return {
    type: 'symbol',
    filter: ['all', POINT, MANY],
    layout: {
      'text-field': [
        'case',
        ['>=', HOW_MANY, 10_000],
        ['concat', ['to-string', ['round', ['/', HOW_MANY, 1000]]], 'k'],
        ['to-string', HOW_MANY],
      ],
      'text-font': FONT_BOLD,
      'text-size': 12 * scale,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': palette.text, 'text-opacity': layer.opacity },
  }
}

/** Density in shades of the layer's own colour. */
export function heat(layer: MapLayer, { theme, scale }: LayerLook): object {
  const colour = shownColour(layerColour(layer), theme)
  return {
    type: 'heatmap',
    filter: POINT,
    paint: {
      'heatmap-weight': HOW_MANY,
      'heatmap-radius': ['interpolate', ['linear'], ['zoom'], 6, 6 * scale, 10, 18 * scale, 14, 40 * scale],
      'heatmap-intensity': ['interpolate', ['linear'], ['zoom'], 6, 0.06, 10, 0.25, 14, 1],
      'heatmap-color': [
        'interpolate',
        ['linear'],
        ['heatmap-density'],
        0,
        `${colour}00`,
        0.25,
        `${colour}40`,
        0.6,
        `${colour}90`,
        1,
        `${colour}e0`,
      ],
      'heatmap-opacity': 0.85 * layer.opacity,
    },
  }
}

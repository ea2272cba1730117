/** Layers of units beside their signs: names, crowds, the trail of the chosen one. */
import type { LayerSpecification } from 'maplibre-gl'
import { FONT, FONT_BOLD } from './baseStyle'
import { beside, text } from './objectText'
import type { Palette } from './palette'

/** Names of units appear from the zoom of a district on. */
const UNIT_LABELS = 10

/** Names of units lie below the titles of incidents, their signs above: a title keeps clear of both. */
export function unitLabels(palette: Palette, scale: number): LayerSpecification {
  return {
    id: 'unit-labels',
    type: 'symbol',
    source: 'units',
    minzoom: UNIT_LABELS,
    layout: {
      'text-field': [
        'format',
        ['get', 'label'],
        { 'text-font': ['literal', FONT_BOLD] },
        ['concat', ' ', ['get', 'note']],
        {
          'font-scale': 0.92,
          'text-color': ['case', ['get', 'lost'], palette['grade-1'], palette.muted],
        },
      ],
      'text-font': FONT,
      ...beside(scale, 12),
      // Beyond its own sign, or it would give way to it.
      'text-offset': [1.3, 0],
      'text-padding': 0,
    },
    paint: text(palette, palette.text),
  }
}

/** The signs themselves are drawn by `movingLayer.ts`: this keeps titles clear of those that are named. */
export function unitRoom(): LayerSpecification {
  return {
    id: 'unit-room',
    type: 'symbol',
    source: 'units',
    layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true, 'icon-padding': 0 },
    paint: { 'icon-opacity': 0 },
  }
}

export function unitCrowds(palette: Palette, scale: number): LayerSpecification {
  return {
    id: 'unit-crowds',
    type: 'symbol',
    source: 'unit-crowds',
    layout: {
      'icon-image': 'unit-crowd',
      'icon-allow-overlap': true,
      'text-field': ['to-string', ['get', 'count']],
      'text-font': FONT_BOLD,
      'text-size': 12 * scale,
      // The middle of the front one of the two squares.
      'text-offset': [-0.12, 0.12],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': palette.text },
  }
}

/** Where the chosen unit came from in the last minutes. */
export function unitTrail(palette: Palette, scale: number): LayerSpecification {
  return {
    id: 'unit-trail',
    type: 'line',
    source: 'trail',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-width': 3 * scale,
      'line-gradient': [
        'interpolate',
        ['linear'],
        ['line-progress'],
        0,
        `${palette.accent}00`,
        1,
        palette.accent,
      ],
    },
  }
}

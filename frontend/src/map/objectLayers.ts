/** Sources and layers of what moves and happens: places, units, incidents, clusters, the selection. */
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  SourceSpecification,
} from 'maplibre-gl'
import { FONT, FONT_BOLD } from './baseStyle'
import type { Palette } from './palette'

/** An incident that is in no cluster. */
const SINGLE: FilterSpecification = ['!', ['has', 'point_count']]

const EMPTY = { type: 'FeatureCollection' as const, features: [] }

/** Incidents nearer than this on the screen become one circle, up to the zoom of a town. */
const CLUSTER_RADIUS = 36
const CLUSTER_MAX_ZOOM = 12
/** Labels of units appear from the zoom of a district on, those of places from the zoom of a town. */
const UNIT_LABELS = 10
const PLACE_LABELS = 13

export const OBJECT_SOURCES = ['places', 'units', 'incidents', 'selected'] as const

export function objectSources(scale: number, cluster: boolean): Record<string, SourceSpecification> {
  return {
    places: { type: 'geojson', data: EMPTY },
    units: { type: 'geojson', data: EMPTY },
    incidents: {
      type: 'geojson',
      data: EMPTY,
      cluster,
      clusterRadius: CLUSTER_RADIUS * scale,
      clusterMaxZoom: CLUSTER_MAX_ZOOM,
      clusterProperties: { rank: ['min', ['get', 'rank']] },
    },
    selected: { type: 'geojson', data: EMPTY },
  }
}

function text(palette: Palette, colour: string) {
  return { 'text-color': colour, 'text-halo-color': palette['map-land'], 'text-halo-width': 1.6 }
}

const beside = (scale: number, size: number) => ({
  'text-size': size * scale,
  'text-anchor': 'left' as const,
  'text-offset': [1.15, 0] as [number, number],
  'text-justify': 'left' as const,
  'text-optional': true,
  'text-max-width': 14,
})

function placeLayers(palette: Palette, scale: number): LayerSpecification[] {
  return [
    {
      id: 'places',
      type: 'symbol',
      source: 'places',
      layout: {
        'icon-image': ['get', 'image'],
        'icon-allow-overlap': false,
        'text-field': ['step', ['zoom'], '', PLACE_LABELS, ['get', 'label']],
        'text-font': FONT,
        ...beside(scale, 12),
      },
      paint: text(palette, palette.muted),
    },
  ]
}

/** Names of units lie below the titles of incidents, their signs above: a title keeps clear of both. */
function unitLabels(palette: Palette, scale: number): LayerSpecification {
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

function unitSigns(): LayerSpecification {
  return {
    id: 'units',
    type: 'symbol',
    source: 'units',
    layout: {
      'icon-image': ['get', 'image'],
      'icon-rotate': ['get', 'course'],
      'icon-rotation-alignment': 'map',
      'icon-allow-overlap': true,
      'icon-padding': 0,
    },
  }
}

function clusterLayers(palette: Palette, scale: number): LayerSpecification[] {
  const clustered = ['has', 'point_count'] as ['has', string]
  return [
    {
      id: 'clusters',
      type: 'circle',
      source: 'incidents',
      filter: clustered,
      paint: {
        'circle-radius': 15 * scale,
        'circle-color': palette.panel,
        'circle-stroke-color': palette.text,
        'circle-stroke-width': 1.75 * scale,
      },
    },
    {
      id: 'cluster-counts',
      type: 'symbol',
      source: 'incidents',
      filter: clustered,
      layout: {
        'text-field': ['get', 'point_count_abbreviated'],
        'text-font': FONT_BOLD,
        'text-size': 14 * scale,
        'text-allow-overlap': true,
        // As wide as the circle, so that no title is written over one.
        'text-padding': 9 * scale,
      },
      paint: { 'text-color': palette.text },
    },
    {
      id: 'cluster-badges',
      type: 'symbol',
      source: 'incidents',
      filter: clustered,
      layout: {
        'icon-image': ['concat', 'badge-', ['get', 'rank']],
        'icon-offset': [12 * scale, -12 * scale],
        'icon-allow-overlap': true,
      },
    },
  ]
}

const title = (scale: number) => ({
  'text-field': ['get', 'title'] as ['get', string],
  'text-font': FONT_BOLD,
  // The gravest keeps its title where two compete.
  'symbol-sort-key': ['get', 'rank'] as ['get', string],
  ...beside(scale, 13),
})

const badge = (scale: number) => ({
  'icon-image': ['concat', 'grade-', ['get', 'rank']] as ExpressionSpecification,
  'icon-allow-overlap': true,
  'icon-padding': scale,
})

/** Titles lie below the circles of clusters and the badges, so they keep clear of both. */
function incidentTitles(palette: Palette, scale: number): LayerSpecification {
  return {
    id: 'incident-titles',
    type: 'symbol',
    source: 'incidents',
    filter: SINGLE,
    layout: {
      ...title(scale),
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': 1.15,
      'text-justify': 'auto',
    },
    paint: text(palette, palette.text),
  }
}

function incidentBadges(scale: number): LayerSpecification {
  return {
    id: 'incidents',
    type: 'symbol',
    source: 'incidents',
    filter: SINGLE,
    layout: { ...badge(scale), 'symbol-sort-key': ['get', 'rank'] },
  }
}

function selectedIncident(palette: Palette, scale: number): LayerSpecification {
  return {
    id: 'selected-incident',
    type: 'symbol',
    source: 'selected',
    filter: ['==', ['get', 'kind'], 'incident'],
    layout: { ...badge(scale), ...title(scale) },
    paint: text(palette, palette.text),
  }
}

export function objectLayers(palette: Palette, scale: number): LayerSpecification[] {
  return [
    ...placeLayers(palette, scale),
    unitLabels(palette, scale),
    incidentTitles(palette, scale),
    unitSigns(),
    ...clusterLayers(palette, scale),
    incidentBadges(scale),
    {
      id: 'selected-ring',
      type: 'circle',
      source: 'selected',
      paint: {
        'circle-radius': 19 * scale,
        'circle-color': 'transparent',
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2 * scale,
      },
    },
    selectedIncident(palette, scale),
  ]
}

/** Layers that answer to a click, top first, with the kind of what they hold. */
export const CLICKABLE = {
  'selected-incident': 'incident',
  incidents: 'incident',
  'incident-titles': 'incident',
  units: 'unit',
  'unit-labels': 'unit',
  places: 'place',
} as const

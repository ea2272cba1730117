/** Sources and layers of what moves and happens: places, units, incidents, clusters, the selection. */
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  SourceSpecification,
} from 'maplibre-gl'
import { FONT, FONT_BOLD } from './baseStyle'
import { beside, text } from './objectText'
import type { Palette } from './palette'
import { unitCrowds, unitLabels, unitRoom, unitTrail } from './unitLayers'

/** An incident that is in no cluster. */
const SINGLE: FilterSpecification = ['!', ['has', 'point_count']]

const EMPTY = { type: 'FeatureCollection' as const, features: [] }

/** Incidents nearer than this on the screen become one circle, up to the zoom of a town. */
const CLUSTER_RADIUS = 36
const CLUSTER_MAX_ZOOM = 12
/** Labels of places appear from the zoom of a town on. */
const PLACE_LABELS = 13

export function objectSources(scale: number, cluster: boolean): Record<string, SourceSpecification> {
  return {
    places: { type: 'geojson', data: EMPTY },
    units: { type: 'geojson', data: EMPTY },
    'unit-crowds': { type: 'geojson', data: EMPTY },
    // Its line fades towards its beginning: that needs to know how far along it is.
    trail: { type: 'geojson', data: EMPTY, lineMetrics: true },
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
    unitTrail(palette, scale),
    unitLabels(palette, scale),
    incidentTitles(palette, scale),
    unitRoom(),
    unitCrowds(palette, scale),
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

/** Layers that answer to a click, top first, with the kind of what they hold; signs of units find theirs by themselves. */
export const CLICKABLE = {
  'selected-incident': 'incident',
  incidents: 'incident',
  'incident-titles': 'incident',
  'unit-labels': 'unit',
  places: 'place',
} as const

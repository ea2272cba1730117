/** Clicks on a map: what was hit, and opening of clusters and crowds. */
import { GeoJSONSource, type Map as LibreMap, type MapGeoJSONFeature, type MapMouseEvent } from 'maplibre-gl'
import { DRAWING_FILL, DRAWING_HITS } from './drawingLayers'
import type { EngineEvents } from './engineTypes'
import type { LayerHost } from './layerHost'
import { CLICKABLE } from './objectLayers'
import { overlaySource } from './overlayLayers'
import type { LonLat, MapOverlay, Selection } from './types'

/** Tolerance of a click in pixels: a symbol is hit by a thumb too. */
const REACH = 6
/** Drawn over the signs of units. */
const ABOVE_UNITS = new Set(['clusters', 'selected-incident', 'incidents', 'unit-crowds'])

export function listenToPointer(
  map: LibreMap,
  events: EngineEvents,
  overlays: () => readonly MapOverlay[],
  layers: LayerHost,
  unitAt: (point: { x: number; y: number }) => string | null,
): void {
  const hit = (event: MapMouseEvent) => objectUnder(map, event, overlays())
  const unitUnder = (event: MapMouseEvent, feature: MapGeoJSONFeature | undefined) =>
    feature && ABOVE_UNITS.has(feature.layer.id) ? null : unitAt(event.point)
  let hovering = false

  function hover(event: MapMouseEvent | null, object = false): void {
    const feature = event && !object ? layers.hits(around(event)).at(0) : undefined
    layers.hover(feature ?? null)
    if (feature && event) events.hover({ hit: feature, x: event.point.x, y: event.point.y })
    else if (hovering) events.hover(null)
    hovering = feature !== undefined
  }

  map.on('mousemove', (event) => {
    const feature = hit(event)
    const object = feature !== undefined || unitUnder(event, feature) !== null
    hover(event, object)
    map.getCanvas().style.cursor = object || hovering ? 'pointer' : ''
  })
  map.on('mouseout', () => hover(null))
  map.on('click', (event) => {
    const place = { lon: event.lngLat.lng, lat: event.lngLat.lat }
    if (events.click(place)) return
    const feature = hit(event)
    if (feature?.layer.id === 'clusters') {
      events.gesture()
      return void openCluster(map, feature)
    }
    if (feature?.layer.id === 'unit-crowds') return closer(map, event, events)
    const unit = unitUnder(event, feature)
    if (unit) return events.select({ kind: 'unit', id: unit })
    const hits = feature ? [] : layers.hits(around(event))
    // The inside of a drawing lies over half a city: it answers only where nothing else does.
    const chosen = feature ?? (hits.length ? undefined : within(map, event))
    events.select(chosen ? selectionOf(chosen) : null)
    if (hits[0] && hits[0].count > 1) closer(map, event, events)
    else events.identify(hits, place)
  })
}

/** A point that stands for several falls apart two zooms further in. */
function closer(map: LibreMap, { lngLat }: MapMouseEvent, events: EngineEvents): void {
  events.gesture()
  map.easeTo({ center: lngLat, zoom: map.getZoom() + 2, duration: 200 })
}

function around({ point: { x, y } }: MapMouseEvent): [[number, number], [number, number]] {
  return [
    [x - REACH, y - REACH],
    [x + REACH, y + REACH],
  ]
}

function objectUnder(map: LibreMap, event: MapMouseEvent, overlays: readonly MapOverlay[]) {
  const layers = [
    'clusters',
    'unit-crowds',
    ...Object.keys(CLICKABLE),
    ...selectable(overlays),
    ...DRAWING_HITS,
  ]
  return map.queryRenderedFeatures(around(event), { layers: layers.filter((id) => map.getLayer(id)) })[0]
}

function within(map: LibreMap, { point }: MapMouseEvent): MapGeoJSONFeature | undefined {
  const layers = [DRAWING_FILL].filter((id) => map.getLayer(id))
  return map.queryRenderedFeatures(point, { layers })[0]
}

function selectable(overlays: readonly MapOverlay[]): string[] {
  return overlays
    .filter((overlay) => overlay.selectable)
    .flatMap((overlay) => overlay.paints.map((_, index) => `${overlaySource(overlay)}-${index}`))
}

function selectionOf(feature: MapGeoJSONFeature): Selection {
  const properties = feature.properties as Record<string, unknown>
  const id = String(properties.id ?? feature.id)
  const kind = CLICKABLE[feature.layer.id as keyof typeof CLICKABLE]
  if (kind) return { kind, id }
  return { kind: 'overlay', layer: feature.source.replace(/^overlay-/, ''), id, properties }
}

/** Zooms until the cluster falls apart. */
async function openCluster(map: LibreMap, feature: MapGeoJSONFeature): Promise<void> {
  const source = map.getSource('incidents')
  if (!(source instanceof GeoJSONSource) || feature.geometry.type !== 'Point') return
  const zoom = await source.getClusterExpansionZoom(Number(feature.properties.cluster_id))
  map.easeTo({ center: feature.geometry.coordinates as LonLat, zoom, duration: 200 })
}

/** Clicks on a map: what was hit, and opening of clusters. */
import { GeoJSONSource, type Map as LibreMap, type MapGeoJSONFeature, type MapMouseEvent } from 'maplibre-gl'
import type { EngineEvents } from './engine'
import { CLICKABLE } from './objectLayers'
import { overlaySource } from './overlayLayers'
import type { LonLat, MapOverlay, Selection } from './types'

/** Tolerance of a click in pixels: a symbol is hit by a thumb too. */
const REACH = 6

export function listenToPointer(
  map: LibreMap,
  events: EngineEvents,
  overlays: () => readonly MapOverlay[],
): void {
  const hit = (event: MapMouseEvent) => firstUnder(map, event, overlays())
  map.on('mousemove', (event) => {
    map.getCanvas().style.cursor = hit(event) ? 'pointer' : ''
  })
  map.on('click', (event) => {
    events.click({ lon: event.lngLat.lng, lat: event.lngLat.lat })
    const feature = hit(event)
    if (feature?.layer.id === 'clusters') {
      events.gesture()
      void openCluster(map, feature)
    } else events.select(feature ? selectionOf(feature) : null)
  })
}

function firstUnder(map: LibreMap, event: MapMouseEvent, overlays: readonly MapOverlay[]) {
  const { x, y } = event.point
  const layers = ['clusters', ...Object.keys(CLICKABLE), ...selectable(overlays)]
  const around: [[number, number], [number, number]] = [
    [x - REACH, y - REACH],
    [x + REACH, y + REACH],
  ]
  return map.queryRenderedFeatures(around, { layers: layers.filter((id) => map.getLayer(id)) })[0]
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

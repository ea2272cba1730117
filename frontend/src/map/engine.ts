/** The one owner of MapLibre. Takes data, gives events; everything else in this folder is pure or Vue. */
import {
  GeoJSONSource,
  Map as LibreMap,
  setWorkerUrl,
  type MapLibreEvent,
  type StyleSpecification,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { FeatureCollection } from 'geojson'
import { baseStyle } from './baseStyle'
import { boxOf, type Basemap } from './basemap'
import { objectLayers, objectSources } from './objectLayers'
import { overlayLayers, overlaySource, overlaySourceSpec } from './overlayLayers'
import type { Palette } from './palette'
import { listenToPointer } from './pointer'
import { drawSymbols } from './symbols'
import type { Box, LonLat, MapOverlay, Selection, View } from './types'

setWorkerUrl(workerUrl)

export interface Look {
  palette: Palette
  scale: number
  locale: string
  cluster: boolean
}

export interface EngineEvents {
  ready: () => void
  select: (selection: Selection | null) => void
  click: (place: { lon: number; lat: number }) => void
  /** Every frame of a movement: for things that hang on the map. */
  moving: () => void
  moved: (view: View) => void
  gesture: () => void
}

/** Motion of the view; longer would keep an operator waiting. */
const MOVE_MS = 200
/** Room for the tools above, the legend below and the label to the right of a symbol. */
const PADDING = { top: 72, bottom: 64, left: 40, right: 120 }
/** On a phone the tools are small and every pixel is map. */
const PADDING_NARROW = { top: 40, bottom: 96, left: 32, right: 64 }
const NARROW_PX = 480

export class MapEngine {
  readonly libre: LibreMap
  private readonly data = new Map<string, FeatureCollection>()
  private overlays: MapOverlay[] = []
  private look: Look
  private styled = false

  constructor(
    container: HTMLElement,
    private readonly basemap: Basemap,
    look: Look,
    private readonly events: EngineEvents,
    home: Box | null,
    interactive: boolean,
  ) {
    this.look = look
    this.libre = new LibreMap({
      container,
      style: this.style(),
      bounds: home ?? boxOf(basemap.city) ?? boxOf(basemap.land) ?? undefined,
      fitBoundsOptions: { padding: 24 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      interactive,
      maxZoom: 18,
      minZoom: 2,
      fadeDuration: 0,
      refreshExpiredTiles: false,
      // A wall of two 4K screens side by side; the graphics card has the last word.
      maxCanvasSize: [8192, 4320],
    })
    this.libre.touchZoomRotate.disableRotation()
    this.libre.keyboard.disableRotation()
    this.libre.getCanvas().removeAttribute('aria-label')
    this.listen()
  }

  setLook(look: Look): void {
    this.look = look
    this.styled = false
    this.libre.setStyle(this.style(), { diff: false })
  }

  setData(source: string, data: FeatureCollection): void {
    this.data.set(source, data)
    if (this.styled) this.source(source)?.setData(data)
  }

  setOverlays(overlays: readonly MapOverlay[]): void {
    const before = new Map(this.overlays.map((overlay) => [overlay.id, overlay]))
    this.overlays = overlays.filter((overlay) => overlay.visible !== false)
    if (!this.styled) return
    const kept = new Set(
      this.overlays.filter((overlay) => same(overlay, before.get(overlay.id))).map(({ id }) => id),
    )
    for (const overlay of before.values()) if (!kept.has(overlay.id)) this.removeOverlay(overlay)
    for (const overlay of this.overlays) {
      if (kept.has(overlay.id)) this.source(overlaySource(overlay))?.setData(overlay.data!)
      else this.addOverlay(overlay)
    }
  }

  /** `still`: at once, for the first view of a page. */
  fit(box: Box, still = false): void {
    const { scale } = this.look
    const room = this.libre.getContainer().clientWidth < NARROW_PX * scale ? PADDING_NARROW : PADDING
    const padding = {
      top: room.top * scale,
      bottom: room.bottom * scale,
      left: room.left * scale,
      right: room.right * scale,
    }
    this.libre.fitBounds(box, { padding, maxZoom: 15, duration: still ? 0 : this.motion() })
  }

  flyTo(centre: LonLat, zoom = Math.max(this.libre.getZoom(), 13)): void {
    this.libre.easeTo({ center: centre, zoom, duration: this.motion() })
  }

  zoomBy(step: number): void {
    this.libre.easeTo({ zoom: this.libre.getZoom() + step, duration: this.motion() })
  }

  project(place: LonLat): { x: number; y: number } {
    return this.libre.project(place)
  }

  view(): View {
    const { lng, lat } = this.libre.getCenter()
    const bounds = this.libre.getBounds()
    return {
      box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
      centre: [lng, lat],
      zoom: this.libre.getZoom(),
    }
  }

  /** Called when the canvas shows all it was given. */
  whenIdle(then: () => void): void {
    this.libre.once('idle', then)
  }

  destroy(): void {
    this.libre.remove()
  }

  private motion(): number {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_MS
  }

  private style(): StyleSpecification {
    const { palette, scale, locale, cluster } = this.look
    const base = baseStyle(this.basemap, palette, scale, locale)
    return {
      ...base,
      sources: { ...base.sources, ...objectSources(scale, cluster) },
      layers: [...base.layers, ...objectLayers(palette, scale)],
    }
  }

  private source(id: string): GeoJSONSource | undefined {
    const source = this.libre.getSource(id)
    return source instanceof GeoJSONSource ? source : undefined
  }

  private listen(): void {
    const map = this.libre
    map.on('style.load', () => this.restyled())
    map.once('load', () => this.events.ready())
    map.on('move', () => this.events.moving())
    map.on('moveend', () => this.events.moved(this.view()))
    listenToPointer(map, this.events, () => this.overlays)
    const byHand = (event: MapLibreEvent) => {
      if ('originalEvent' in event && event.originalEvent) this.events.gesture()
    }
    map.on('dragstart', byHand)
    map.on('zoomstart', byHand)
    // A wheel starts its zoom without naming the wheel.
    map.on('wheel', () => this.events.gesture())
  }

  private restyled(): void {
    for (const { name, image, pixelRatio } of drawSymbols(this.look.palette, this.look.scale)) {
      if (!this.libre.hasImage(name)) this.libre.addImage(name, image, { pixelRatio })
    }
    this.styled = true
    for (const overlay of this.overlays) this.addOverlay(overlay)
    for (const [source, data] of this.data) this.source(source)?.setData(data)
  }

  private addOverlay(overlay: MapOverlay): void {
    this.libre.addSource(overlaySource(overlay), overlaySourceSpec(overlay))
    for (const layer of overlayLayers(overlay, this.look.palette, this.look.scale)) {
      this.libre.addLayer(layer, 'places')
    }
  }

  private removeOverlay(overlay: MapOverlay): void {
    const id = overlaySource(overlay)
    for (const layer of this.libre.getStyle().layers) {
      if ('source' in layer && layer.source === id) this.libre.removeLayer(layer.id)
    }
    if (this.libre.getSource(id)) this.libre.removeSource(id)
  }
}

/** True when only the data differs, so that the layer need not be built again. */
function same(one: MapOverlay, other: MapOverlay | undefined): boolean {
  if (!other || one.tiles || other.tiles || !one.data) return false
  return JSON.stringify(one.paints) === JSON.stringify(other.paints) && one.selectable === other.selectable
}

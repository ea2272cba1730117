/** The one owner of MapLibre. Takes data, gives events; everything else in this folder is pure or Vue. */
import { GeoJSONSource, Map as LibreMap, setWorkerUrl, type MapLibreEvent } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { FeatureCollection } from 'geojson'
import { drawingData } from './drawingData'
import type { DRAFT, DRAWINGS, MapDrawing } from './drawingTypes'
import { boxOf, type Basemap } from './basemap'
import type { EngineEvents, Look } from './engineTypes'
import { roomAround } from './fit'
import { LayerHost } from './layerHost'
import { drawSign } from './layerIcons'
import type { ChosenFeature, MapLayer } from './layerTypes'
import { mapStyle } from './mapStyle'
import { Moving } from './moving'
import { overlayLayers, overlaySource, overlaySourceSpec, sameButData } from './overlayLayers'
import { plotSign } from './plotSymbols'
import { listenToPointer } from './pointer'
import { STRATA } from './strata'
import { drawSymbols } from './symbols'
import type { Box, LonLat, MapOverlay, View } from './types'

setWorkerUrl(workerUrl)

/** Motion of the view; longer would keep an operator waiting. */
const MOVE_MS = 200

export class MapEngine {
  readonly libre: LibreMap
  private readonly data = new Map<string, FeatureCollection>()
  /** What each source was given last, as text. */
  private readonly given = new Map<string, string>()
  private readonly drawings = new Map<string, readonly MapDrawing[]>()
  private overlays: MapOverlay[] = []
  private readonly owned = new Map<string, readonly MapOverlay[]>()
  private readonly layers: LayerHost
  /** Units. */
  readonly moving: Moving
  private shown: readonly MapLayer[] = []
  private readonly styledListeners = new Set<() => void>()
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
      style: mapStyle(basemap, look),
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
    this.layers = new LayerHost(this.libre)
    this.moving = new Moving(this.libre, (source, data) => this.setData(source, data))
    this.listen()
  }

  setLook(look: Look): void {
    this.look = look
    this.styled = false
    this.given.clear()
    this.layers.forget()
    this.libre.setStyle(mapStyle(this.basemap, look), { diff: false })
  }

  setData(source: string, data: FeatureCollection): void {
    this.data.set(source, data)
    if (this.styled) this.give(source, data)
  }

  /** What stands drawn, or the draft of what is being drawn. */
  setDrawings(source: typeof DRAWINGS | typeof DRAFT, drawings: readonly MapDrawing[]): void {
    this.drawings.set(source, drawings)
    this.setData(source, drawingData(drawings, this.look.palette))
  }

  /** Those of one owner: the page itself, or a part that hangs on the map. */
  setOverlays(overlays: readonly MapOverlay[], owner = 'page'): void {
    this.owned.set(owner, overlays)
    const before = new Map(this.overlays.map((overlay) => [overlay.id, overlay]))
    this.overlays = [...this.owned.values()].flat().filter((overlay) => overlay.visible !== false)
    if (!this.styled) return
    const kept = new Set(
      this.overlays.filter((overlay) => sameButData(overlay, before.get(overlay.id))).map(({ id }) => id),
    )
    for (const overlay of before.values()) if (!kept.has(overlay.id)) this.removeOverlay(overlay)
    for (const overlay of this.overlays) {
      if (!kept.has(overlay.id)) this.addOverlay(overlay)
      else this.give(overlaySource(overlay), overlay.data!)
    }
  }

  /** Layers of the server, the first on top. */
  setLayers(layers: readonly MapLayer[]): void {
    this.shown = layers
    if (this.styled) this.layers.show(layers, this.look)
  }

  choose(feature: ChosenFeature | null): void {
    this.layers.choose(feature)
  }

  /** For parts that add layers of their own (see `strata.ts`): called now if there is a style, and after each new one. */
  onStyled(listener: () => void): () => void {
    this.styledListeners.add(listener)
    if (this.styled) listener()
    return () => this.styledListeners.delete(listener)
  }

  /** `still`: at once, for the first view of a page. `covered`: pixels that a panel takes at the left. */
  fit(box: Box, still = false, covered = 0): void {
    const room = roomAround(this.libre.getContainer().clientWidth, this.look.scale)
    const padding = { ...room, left: room.left + covered }
    this.libre.fitBounds(box, { padding, maxZoom: 15, duration: still ? 0 : this.motion() })
  }

  flyTo(centre: LonLat, zoom = Math.max(this.libre.getZoom(), 13), covered = 0): void {
    this.libre.easeTo({ center: centre, zoom, offset: [covered / 2, 0], duration: this.motion() })
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
    this.moving.destroy()
    this.libre.remove()
  }

  private motion(): number {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_MS
  }

  /** States come every second, most of them alike: drawing the same again would keep a processor busy. */
  private give(id: string, data: FeatureCollection): void {
    const source = this.libre.getSource(id)
    const text = JSON.stringify(data)
    if (!(source instanceof GeoJSONSource) || this.given.get(id) === text) return
    this.given.set(id, text)
    source.setData(data)
  }

  private listen(): void {
    const map = this.libre
    map.on('style.load', () => this.restyled())
    map.once('load', () => this.events.ready())
    map.on('move', () => this.events.moving())
    map.on('moveend', () => this.events.moved(this.view()))
    listenToPointer(
      map,
      this.events,
      () => this.overlays,
      this.layers,
      (point) => this.moving.hit(point),
    )
    map.setMissingStyleImageResolver((name) => this.addSign(name))
    const byHand = (event: MapLibreEvent) => {
      if ('originalEvent' in event && event.originalEvent) this.events.gesture()
    }
    map.on('dragstart', byHand)
    map.on('zoomstart', byHand)
    // A wheel starts its zoom without naming the wheel.
    map.on('wheel', () => this.events.gesture())
  }

  private restyled(): void {
    const symbols = drawSymbols(this.look.palette, this.look.scale)
    for (const { name, image, pixelRatio } of symbols) {
      if (!this.libre.hasImage(name)) this.libre.addImage(name, image, { pixelRatio })
    }
    this.styled = true
    this.moving.restyled(this.look, symbols)
    this.layers.show(this.shown, this.look)
    for (const overlay of this.overlays) this.addOverlay(overlay)
    for (const [source, drawn] of this.drawings) this.data.set(source, drawingData(drawn, this.look.palette))
    for (const [source, data] of this.data) this.give(source, data)
    for (const listener of this.styledListeners) listener()
  }

  private async addSign(name: string): Promise<void> {
    const { palette, scale } = this.look
    const sign = drawSign(name, palette['map-land'], scale) ?? (await plotSign(name, palette, scale))
    if (sign && !this.libre.hasImage(name))
      this.libre.addImage(name, sign.image, { pixelRatio: sign.pixelRatio })
  }

  private addOverlay(overlay: MapOverlay): void {
    this.libre.addSource(overlaySource(overlay), overlaySourceSpec(overlay))
    for (const layer of overlayLayers(overlay, this.look.palette, this.look.scale)) {
      this.libre.addLayer(layer, overlay.low ? STRATA.areas : STRATA.overlays)
    }
  }

  private removeOverlay(overlay: MapOverlay): void {
    const id = overlaySource(overlay)
    for (const layer of this.libre.getStyle().layers) {
      if ('source' in layer && layer.source === id) this.libre.removeLayer(layer.id)
    }
    if (this.libre.getSource(id)) this.libre.removeSource(id)
    this.given.delete(id)
  }
}

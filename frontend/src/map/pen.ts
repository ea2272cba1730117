/** Drawing by hand: terra-draw's modes on our map. Loaded with the first drawing; see docs/why/drawing.md. */
import type { Feature, FeatureCollection, Position } from 'geojson'
import {
  TerraDraw,
  TerraDrawLineStringMode,
  TerraDrawModeUndoRedo,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  ValidateNotSelfIntersecting,
  type GeoJSONStoreFeatures,
} from 'terra-draw'
import type { Map as LibreMap } from 'maplibre-gl'
import { KEYS, PenAdapter } from './penAdapter'
import type { LonLat } from './types'

/** `radius`: two corners, the centre of a circle and a place on it. */
export type PenKind = 'point' | 'line' | 'area' | 'radius'

export interface PenState {
  /** Corners that are set. */
  corners: readonly LonLat[]
  /** Where the pointer would set the next one. */
  next: LonLat | null
}

export interface PenEvents {
  changed: (state: PenState) => void
  /** A shape is complete. */
  finished: (corners: readonly LonLat[]) => void
  /** It cannot be completed so: an area whose sides cross. */
  refused: () => void
  /** What shows corners and guides on the map. */
  shown: (data: FeatureCollection) => void
}

/** A click this near to a corner means the corner; the default of 40 px hides whole streets. */
const REACH_PX = 10
const MODES: Record<PenKind, string> = {
  point: 'point',
  line: 'linestring',
  area: 'polygon',
  radius: 'radius',
}

const plain = ([lon, lat]: Position): LonLat => [lon!, lat!]

/** Corners and the way to the pointer; the shape itself is drawn as it will stand. */
function guides({ geometry, properties }: GeoJSONStoreFeatures): Feature[] {
  const part = properties.midPoint ? 'middle' : 'corner'
  if (geometry.type === 'Polygon') return []
  const guide = geometry.type === 'LineString' && properties.mode === MODES.radius
  return geometry.type === 'Point' || guide ? [{ type: 'Feature', geometry, properties: { part } }] : []
}

const OWN_POINTS = [
  'midPoint',
  'selectionPoint',
  'closingPoint',
  'coordinatePoint',
  'snappingPoint',
  'edited',
]
const isShape = ({ properties }: GeoJSONStoreFeatures) => !OWN_POINTS.some((name) => properties[name])

export class Pen {
  private readonly adapter: PenAdapter
  private readonly draw: TerraDraw
  private drawing = false

  constructor(
    map: LibreMap,
    private readonly events: PenEvents,
  ) {
    this.adapter = new PenAdapter(map, (drawn) =>
      events.shown({ type: 'FeatureCollection', features: drawn.flatMap(guides) }),
    )
    this.draw = new TerraDraw({
      adapter: this.adapter,
      modes: this.modes(),
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    })
    this.draw.on('change', () => this.events.changed(this.state()))
    this.draw.on('finish', (_, { action }) => action === 'draw' && this.complete())
  }

  begin(kind: PenKind): void {
    this.stop()
    this.draw.start()
    this.draw.setMode(MODES[kind])
    this.drawing = true
  }

  /** Takes hold of a shape that stands. */
  edit(kind: PenKind, corners: readonly LonLat[]): void {
    this.stop()
    this.draw.start()
    const mode = MODES[kind]
    const ring = [...corners, corners[0]!]
    const geometry =
      kind === 'point'
        ? { type: 'Point' as const, coordinates: corners[0]! }
        : kind === 'area'
          ? { type: 'Polygon' as const, coordinates: [ring] }
          : { type: 'LineString' as const, coordinates: [...corners] }
    const [made] = this.draw.addFeatures([{ type: 'Feature', geometry, properties: { mode } }])
    this.draw.setMode('select')
    if (made?.valid && made.id !== undefined) this.draw.selectFeature(made.id)
  }

  place(at: LonLat): void {
    this.adapter.place(at)
  }

  back(): void {
    this.draw.undo()
  }

  finish(): void {
    this.adapter.finish()
  }

  stop(): void {
    this.drawing = false
    if (!this.draw.enabled) return
    this.draw.clear()
    this.draw.stop()
  }

  private complete(): void {
    const { corners } = this.state(true)
    // Not from within its own event.
    queueMicrotask(() => {
      if (!this.drawing) return
      this.stop()
      this.events.finished(corners)
    })
  }

  private state(complete = !this.drawing): PenState {
    const shape = this.draw.enabled ? this.draw.getSnapshot().find(isShape) : undefined
    if (!shape) return { corners: [], next: null }
    const { geometry, properties } = shape
    if (geometry.type === 'Point') return { corners: [plain(geometry.coordinates)], next: null }
    const all = geometry.type === 'Polygon' ? geometry.coordinates[0]!.slice(0, -1) : geometry.coordinates
    const corners = all.map(plain)
    if (complete) return { corners, next: null }
    const set =
      geometry.type === 'Polygon' ? Number(properties.committedCoordinateCount ?? 1) : all.length - 1
    return { corners: corners.slice(0, set), next: corners[set] ?? null }
  }

  private modes() {
    const usual = { pointerDistance: REACH_PX, keyEvents: KEYS, showCoordinatePoints: true }
    const held = { draggable: true, coordinates: { draggable: true, midpoints: true, deletable: true } }
    return [
      new TerraDrawPointMode({ editable: false }),
      new TerraDrawLineStringMode(usual),
      new TerraDrawLineStringMode({ ...usual, modeName: MODES.radius, finishOnNthCoordinate: 2 }),
      new TerraDrawPolygonMode({
        ...usual,
        validation: (feature, { updateType }) => {
          if (updateType !== 'finish') return { valid: true }
          const found = ValidateNotSelfIntersecting(feature)
          if (!found.valid) this.events.refused()
          return found
        },
      }),
      new TerraDrawSelectMode({
        pointerDistance: REACH_PX,
        keyEvents: null,
        allowManualDeselection: false,
        flags: {
          [MODES.point]: { feature: { draggable: true } },
          [MODES.line]: { feature: held },
          [MODES.area]: { feature: held },
          [MODES.radius]: { feature: { draggable: true, coordinates: { draggable: true } } },
        },
      }),
    ]
  }
}

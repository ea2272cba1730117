/** What goes into a map and what comes out of it. Nothing here knows MapLibre. */
import type { FeatureCollection, Geometry } from 'geojson'
import type { Grade } from '@/api'

export type LonLat = [lon: number, lat: number]
export type Box = [west: number, south: number, east: number, north: number]

export interface MapIncident {
  id: string
  lon: number
  lat: number
  title: string
  grade: Grade | null
}

export type Freshness = 'fresh' | 'stale' | 'lost'

export type UnitIcon = 'fire' | 'police' | 'ambulance' | 'water' | 'power' | 'boat' | 'truck' | 'team'

export interface MapUnit {
  id: string
  lon: number
  lat: number
  label: string
  icon?: UnitIcon
  /** When it was there, milliseconds; a position of a device that is newer wins. */
  at?: number
  /** Moving units with a course are arrows; the others rounded squares. */
  course?: number | null
  freshness: Freshness
  /** Second part of the label: the age of the position, or 失联. */
  note?: string
}

export type PlaceIcon =
  | 'camera'
  | 'hospital'
  | 'shelter'
  | 'station'
  | 'hazard'
  | 'protection'
  | 'depot'
  | 'team'
  | 'expert'
  | 'gauge'
  | 'pin'

export interface MapPlace {
  id: string
  lon: number
  lat: number
  icon: PlaceIcon
  label?: string
}

/** Colours by role, never by value: the map fills in the theme. Alarm hues are not on offer. */
export type Ink =
  | 'text'
  | 'muted'
  | 'ground'
  | 'accent'
  | 'plot'
  | 'good'
  | `ramp-${1 | 2 | 3}`
  | `seq-${1 | 2 | 3 | 4 | 5 | 6}`

/** One colour, or that of the last step a number property has reached; `none` where it has no number. */
export type Tone = Ink | { by: string; steps: readonly (readonly [from: number, ink: Ink])[]; none?: Ink }

/** Pixels to the right and down: for a badge beside a symbol. */
export type Shift = readonly [right: number, down: number]

/** `only`: the features whose properties are these. */
export type OverlayPaint = { only?: Readonly<Record<string, string | number | boolean>> } & (
  | { kind: 'fill'; ink: Tone; opacity?: number }
  | { kind: 'line'; ink: Tone; width?: number; dashed?: boolean; opacity?: number }
  /** `hollow`: a ring with the ground inside. */
  | { kind: 'point'; ink: Tone; radius?: number; hollow?: boolean; shift?: Shift }
  /** `over`: drawn even where it covers another label. */
  | {
      kind: 'label'
      field: string
      ink?: Ink
      size?: number
      along?: boolean
      side?: 'below' | 'right' | 'above' | 'middle'
      over?: boolean
      shift?: Shift
    }
  /** Values of one number property as a ramp of the data colours, least to most. */
  | { kind: 'heat'; weight?: string }
)

/** A layer of a feature: data, and how it is drawn. Drawn under symbols, over the base map. */
export interface MapOverlay {
  id: string
  data?: FeatureCollection<Geometry>
  /** Vector tiles of our own server instead of `data`. */
  tiles?: { url: string; layer: string; minzoom?: number; maxzoom?: number }
  paints: OverlayPaint[]
  visible?: boolean
  /** Below the names of the base map: for areas that cover much. */
  low?: boolean
  /** Features answer to clicks with `select({ kind: 'overlay', … })`. */
  selectable?: boolean
}

export type Selection =
  | { kind: 'incident' | 'unit' | 'place'; id: string }
  | { kind: 'overlay'; layer: string; id: string; properties: Record<string, unknown> }

export interface View {
  box: Box
  centre: LonLat
  zoom: number
}

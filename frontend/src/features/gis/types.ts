import type { Geometry } from 'geojson'
import type { Schema } from '@/api'

/** A layer as every screen knows it; whether one may change it only `/api/layers` says. */
export type Layer = Omit<Schema<'Layer'>, 'may_edit'>
export type OwnedLayer = Schema<'Layer'>
export type LayerStyle = Schema<'LayerStyle'>
export type LayerClasses = NonNullable<LayerStyle['classes']>
export type LayerClass = Schema<'LayerClass'>
export type Attribute = Schema<'Attribute'>
export type Sight = Layer['sight']
export type GeometryKind = Layer['geometry']

export type Value = string | number | boolean | null
export type Properties = Record<string, Value>

/** A feature as `/ogc` gives it. */
export interface LayerFeature {
  type: 'Feature'
  id: number | string
  geometry: Geometry | null
  properties: Properties
}

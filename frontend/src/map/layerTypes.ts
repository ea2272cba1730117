/** Layers of the server on a map: what goes in, and what a click on them gives. */
import type { Schema } from '@/api'

/** As `/api/layers` and the topic `layers` show them; the map needs no more than this. */
export type MapLayer = Pick<
  Schema<'Layer'>,
  'id' | 'code' | 'zh' | 'en' | 'version' | 'geometry' | 'style' | 'opacity' | 'minzoom' | 'maxzoom'
>

/** A feature under the pointer. Its properties are those of the tile; the rest is asked of the server. */
export interface LayerHit {
  /** Id of the layer. */
  layer: string
  /** Id of the feature within `/ogc`. */
  feature: string
  /** Of a point seen from far: how many it stands for. */
  count: number
  properties: Readonly<Record<string, unknown>>
}

export interface ChosenFeature {
  layer: string
  feature: string
}

export interface Hovered {
  hit: LayerHit
  x: number
  y: number
}

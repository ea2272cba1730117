/** What the engine found under the pointer, in words of layers and features. Pure. */
import type { MapGeoJSONFeature } from 'maplibre-gl'
import type { ChosenFeature, LayerHit, MapLayer } from './layerTypes'

/** Where the engine keeps the state of one feature. */
export interface Mark {
  source: string
  sourceLayer: string
  id: string
}

export function hitOf(
  feature: Pick<MapGeoJSONFeature, 'id' | 'sourceLayer' | 'properties'>,
  layers: readonly Pick<MapLayer, 'id' | 'code'>[],
): LayerHit | null {
  const layer = layers.find(({ code }) => code === feature.sourceLayer)
  if (!layer || feature.id === undefined) return null
  const count = Number(feature.properties.count ?? 1)
  return {
    layer: layer.id,
    feature: String(feature.id),
    count: Number.isFinite(count) && count > 1 ? count : 1,
    properties: feature.properties,
  }
}

export function markOf(
  { layer, feature }: ChosenFeature,
  layers: readonly Pick<MapLayer, 'id' | 'code'>[],
  source: (code: string) => string | undefined,
): Mark | null {
  const code = layers.find(({ id }) => id === layer)?.code
  const from = code && source(code)
  return code && from ? { source: from, sourceLayer: code, id: feature } : null
}

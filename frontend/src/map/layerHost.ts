/** Keeps the layers of the server on one map: their tiles, their order, what is pointed at and chosen. */
import {
  VectorTileSource,
  type FilterSpecification,
  type LayerSpecification,
  type Map as LibreMap,
  type MapGeoJSONFeature,
  type PointLike,
} from 'maplibre-gl'
import { LayerBatches, tileAddress, type Batch } from './layerBatches'
import type { LayerLook } from './layerExpressions'
import { hitOf, markOf, type Mark } from './layerHits'
import { partsOf, type Part } from './layerStyle'
import type { ChosenFeature, LayerHit, MapLayer } from './layerTypes'
import { STRATA, type Stratum } from './strata'

/** Deeper tiles show nothing new: a tile of zoom 16 holds positions to 15 cm. */
const DEEPEST_TILES = 16
const ORDER: readonly Stratum[] = ['areas', 'lines', 'points', 'labels']

export class LayerHost {
  private readonly batches = new LayerBatches()
  private layers: readonly MapLayer[] = []
  private parts: Part[] = []
  private chosen: ChosenFeature | null = null
  private marks: Record<'hover' | 'chosen', Mark | null> = { hover: null, chosen: null }

  constructor(private readonly map: LibreMap) {}

  /** First in the list is drawn on top. Called again with every change; only what differs is touched. */
  show(layers: readonly MapLayer[], look: LayerLook): void {
    this.layers = layers
    const { added, renewed, removed } = this.batches.take(layers)
    for (const batch of added) this.add(batch)
    for (const batch of renewed) this.renew(batch)
    this.draw(this.wanted(look))
    for (const id of removed) this.map.removeSource(id)
    this.choose(this.chosen)
  }

  /** The style was replaced: nothing of it is left. */
  forget(): void {
    this.batches.clear()
    this.parts = []
    this.marks = { hover: null, chosen: null }
  }

  choose(feature: ChosenFeature | null): void {
    this.chosen = feature
    this.mark('chosen', feature && markOf(feature, this.layers, (code) => this.batches.of(code)))
  }

  hover(hit: LayerHit | null): void {
    this.mark('hover', hit && markOf(hit, this.layers, (code) => this.batches.of(code)))
  }

  /** Features under a place or box of the screen, the topmost first, each once. */
  hits(at: PointLike | [PointLike, PointLike]): LayerHit[] {
    const ids = this.parts.filter(({ hit }) => hit).map(({ spec }) => spec.id)
    const found = new Map<string, LayerHit>()
    for (const feature of this.map.queryRenderedFeatures(at, { layers: ids }) as MapGeoJSONFeature[]) {
      const hit = hitOf(feature, this.layers)
      if (hit) found.set(`${hit.layer} ${hit.feature}`, found.get(`${hit.layer} ${hit.feature}`) ?? hit)
    }
    return [...found.values()]
  }

  private add(batch: Batch): void {
    const tiles = [tileAddress(location.origin, batch)]
    this.map.addSource(batch.id, { type: 'vector', tiles, minzoom: 0, maxzoom: DEEPEST_TILES })
  }

  /** The old tiles stay until the new ones are there. */
  private renew(batch: Batch): void {
    const source = this.map.getSource(batch.id)
    if (source instanceof VectorTileSource) source.setTiles([tileAddress(location.origin, batch)])
  }

  /** All parts bottom to top: by stratum, within it the last layer of the list first. */
  private wanted(look: LayerLook): Part[] {
    const upwards = [...this.layers].reverse()
    const parts = upwards.flatMap((layer) => {
      const source = this.batches.of(layer.code)
      return source ? partsOf(layer, source, look) : []
    })
    return ORDER.flatMap((stratum) => parts.filter((part) => part.stratum === stratum))
  }

  private draw(wanted: Part[]): void {
    const before = new Map(this.parts.map((part) => [part.spec.id, part]))
    const ids = new Set(wanted.map(({ spec }) => spec.id))
    for (const id of before.keys()) if (!ids.has(id)) this.map.removeLayer(id)
    const staying = this.parts.filter(({ spec }) => ids.has(spec.id)).map(({ spec }) => spec.id)
    const moved = wanted
      .filter(({ spec }) => before.has(spec.id))
      .some(({ spec }, at) => staying[at] !== spec.id)
    let above: Record<string, string> = {}
    for (const part of [...wanted].reverse()) {
      const { spec, stratum } = part
      const anchor = STRATA[stratum]
      const next = above[anchor] ?? anchor
      const known = before.get(spec.id)
      if (known && !restyled(this.map, known.spec, spec)) this.map.removeLayer(spec.id)
      if (!this.map.getLayer(spec.id)) this.map.addLayer(spec, next)
      else if (moved) this.map.moveLayer(spec.id, next)
      above = { ...above, [anchor]: spec.id }
    }
    this.parts = wanted
  }

  private mark(name: 'hover' | 'chosen', mark: Mark | null): void {
    const before = this.marks[name]
    if (JSON.stringify(before) === JSON.stringify(mark)) return
    if (before && this.map.getSource(before.source)) this.map.removeFeatureState(before, name)
    if (mark) this.map.setFeatureState(mark, { [name]: true })
    this.marks[name] = mark
  }
}

type Loose = LayerSpecification & {
  source?: string
  filter?: FilterSpecification
  paint?: Record<string, unknown>
  layout?: Record<string, unknown>
}

/** Brings a drawn part to how it should look, without taking it off the map; false when that cannot be. */
function restyled(map: LibreMap, from: LayerSpecification, to: LayerSpecification): boolean {
  const [one, other] = [from as Loose, to as Loose]
  if (one.source !== other.source || one.type !== other.type) return false
  if (differ(one.filter, other.filter)) map.setFilter(to.id, other.filter)
  if (one.minzoom !== other.minzoom || one.maxzoom !== other.maxzoom)
    map.setLayerZoomRange(to.id, other.minzoom ?? 0, other.maxzoom ?? DEEPEST_TILES)
  for (const name of changed(one.paint, other.paint))
    map.setPaintProperty(to.id, name as never, other.paint?.[name] as never)
  for (const name of changed(one.layout, other.layout))
    map.setLayoutProperty(to.id, name as never, other.layout?.[name] as never)
  return true
}

const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)

function changed(one: Record<string, unknown> = {}, other: Record<string, unknown> = {}): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter((name) => differ(one[name], other[name]))
}

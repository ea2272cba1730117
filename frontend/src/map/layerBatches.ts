/**
 * Which layers come in the same tiles. What is switched on together is fetched together: a board that opens
 * with ten layers asks once for each tile, not ten times. A layer switched on later comes by itself, so the
 * others are not fetched again; one that changes brings new tiles for its own batch alone, and the old ones
 * stay on the screen until those are there. Pure.
 */
import type { MapLayer } from './layerTypes'

/** So many layers fit into one address and one tile; further ones make another batch. */
const MOST_TOGETHER = 16
const TILES = '/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}'

type Named = Pick<MapLayer, 'code' | 'version'>

export interface Batch {
  id: string
  /** Code and version of each layer, as last asked for. */
  layers: Map<string, number>
}

export interface Change {
  added: Batch[]
  /** Batches whose address changed. */
  renewed: Batch[]
  removed: string[]
}

export class LayerBatches {
  private batches: Batch[] = []
  private last = 0

  /** Takes the layers that are on now; says what to do about it. */
  take(layers: readonly Named[]): Change {
    const versions = new Map(layers.map(({ code, version }) => [code, version]))
    const wanted = ({ layers }: Batch) => [...layers.keys()].some((code) => versions.has(code))
    const removed = this.batches.filter((batch) => !wanted(batch)).map(({ id }) => id)
    const kept = this.batches.filter(wanted)
    const renewed = kept.filter((batch) => renew(batch, versions))
    const known = new Set(kept.flatMap(({ layers }) => [...layers.keys()]))
    const added = this.packed(layers.filter(({ code }) => !known.has(code)))
    this.batches = [...kept, ...added]
    return { added, renewed, removed }
  }

  /** The batch that brings a layer. */
  of(code: string): string | undefined {
    return this.batches.find(({ layers }) => layers.has(code))?.id
  }

  clear(): void {
    this.batches = []
  }

  private packed(layers: readonly Named[]): Batch[] {
    const batches: Batch[] = []
    for (let at = 0; at < layers.length; at += MOST_TOGETHER) {
      const some = layers.slice(at, at + MOST_TOGETHER)
      const named = new Map(some.map(({ code, version }) => [code, version]))
      batches.push({ id: `layers-${++this.last}`, layers: named })
    }
    return batches
  }
}

/** A layer that was switched off stays in the address until something else changes it: no fetch for less. */
function renew(batch: Batch, versions: ReadonlyMap<string, number>): boolean {
  const on = [...batch.layers].filter(([code]) => versions.has(code))
  if (on.every(([code, version]) => versions.get(code) === version)) return false
  batch.layers = new Map(on.map(([code]) => [code, versions.get(code)!]))
  return true
}

/** The versions stand in the address, so that a browser keeps what did not change. */
export function tileAddress(origin: string, { layers }: Batch): string {
  const sorted = [...layers].sort(([one], [other]) => (one < other ? -1 : 1))
  const collections = sorted.map(([code]) => code).join(',')
  return `${origin}${TILES}?collections=${collections}&v=${sorted.map(([, version]) => version).join('.')}`
}

/** Closed roads as an overlay: a dark band with a dashed light line, in no hue of a grade. Pure. */
import type { Geometry } from 'geojson'
import type { MapOverlay } from '@/map'
import type { Closure, Network } from '../types'

export function closureOverlays(closures: readonly Closure[], chosen: string | null): MapOverlay[] {
  if (!closures.length) return []
  const features = closures.map((closure) => ({
    type: 'Feature' as const,
    geometry: closure.shape as unknown as Geometry,
    properties: { id: closure.id, reason: closure.reason, chosen: closure.id === chosen },
  }))
  return [
    {
      id: 'closures',
      data: { type: 'FeatureCollection', features },
      paints: [
        { kind: 'line', ink: 'accent', width: 11, only: { chosen: true } },
        { kind: 'fill', ink: 'text', opacity: 0.25 },
        { kind: 'line', ink: 'ground', width: 8 },
        { kind: 'line', ink: 'text', width: 5, dashed: true },
        { kind: 'point', ink: 'text', radius: 7, hollow: true },
        { kind: 'label', field: 'reason', side: 'below' },
      ],
      selectable: true,
    },
  ]
}

/** Where roads are known: a closure or a way elsewhere finds none. */
export function networkOverlay(networks: readonly Network[], name: (one: Network) => string): MapOverlay[] {
  if (!networks.length) return []
  const features = networks.map((one) => {
    const [west, south, east, north] = one.extent as [number, number, number, number]
    const ring = [[west, north], [east, north], [east, south], [west, south], [west, north]] // prettier-ignore
    return {
      type: 'Feature' as const,
      geometry: { type: 'Polygon' as const, coordinates: [ring] },
      properties: { text: name(one) },
    }
  })
  return [
    {
      id: 'road-networks',
      data: { type: 'FeatureCollection', features },
      low: true,
      paints: [
        { kind: 'line', ink: 'muted', width: 1, dashed: true },
        { kind: 'label', field: 'text', ink: 'muted', along: true },
      ],
    },
  ]
}

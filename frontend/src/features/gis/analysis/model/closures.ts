/** Closed roads as an overlay: a dark band with a dashed light line, in no hue of a grade. Pure. */
import type { Geometry } from 'geojson'
import type { MapOverlay } from '@/map'
import type { Closure } from '../types'

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

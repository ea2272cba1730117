/** Boxes to look at. Pure. */
import type { Geometry } from 'geojson'
import type { Box } from '@/map'

/** A point is looked at from about a kilometre, not from the air above one door. */
const LEAST = 0.006

export function boxOfGeometry(geometry: Geometry): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity]
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return
    const [lon, lat] = value as unknown[]
    if (typeof lon === 'number' && typeof lat === 'number') {
      box[0] = Math.min(box[0], lon)
      box[1] = Math.min(box[1], lat)
      box[2] = Math.max(box[2], lon)
      box[3] = Math.max(box[3], lat)
    } else value.forEach(visit)
  }
  const within = geometry.type === 'GeometryCollection' ? geometry.geometries : [geometry]
  for (const one of within) if ('coordinates' in one) visit(one.coordinates)
  return Number.isFinite(box[0]) ? widened(box) : null
}

export function widened([west, south, east, north]: Box): Box {
  const across = Math.max(0, LEAST - (east - west)) / 2
  const up = Math.max(0, LEAST - (north - south)) / 2
  return [west - across, south - up, east + across, north + up]
}

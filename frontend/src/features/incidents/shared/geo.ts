/** Distances and rings on the Earth, WGS 84. Pure. */
import type { Feature, Polygon } from 'geojson'
import type { Place } from '@/api'

const RADIUS_M = 6_371_008.8
const RAD = Math.PI / 180

type Point = Pick<Place, 'lon' | 'lat'>

/** Great-circle distance in metres. */
export function distanceM(one: Point, other: Point): number {
  const lat = Math.sin(((other.lat - one.lat) * RAD) / 2) ** 2
  const lon = Math.sin(((other.lon - one.lon) * RAD) / 2) ** 2
  const share = lat + Math.cos(one.lat * RAD) * Math.cos(other.lat * RAD) * lon
  return 2 * RADIUS_M * Math.asin(Math.min(1, Math.sqrt(share)))
}

/** West, south, east, north around a point. */
export function boxAround({ lon, lat }: Point, metres: number): [number, number, number, number] {
  const north = metres / RADIUS_M / RAD
  const east = north / Math.max(0.01, Math.cos(lat * RAD))
  return [lon - east, lat - north, lon + east, lat + north]
}

/** A ring of a radius, for showing how sure a place is. */
export function ring({ lon, lat }: Point, metres: number, corners = 64): Feature<Polygon> {
  const [west, south] = boxAround({ lon, lat }, metres)
  const points = Array.from({ length: corners + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    return [lon + (lon - west) * Math.cos(angle), lat + (lat - south) * Math.sin(angle)]
  })
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [points] } }
}

export function samePoint(one: Point | null | undefined, other: Point | null | undefined): boolean {
  if (!one || !other) return !one === !other
  return Math.abs(one.lon - other.lon) < 1e-6 && Math.abs(one.lat - other.lat) < 1e-6
}

/** Distance for sorting and showing on a screen of one city. Pure. */
import type { Place } from '@/api'

const METRES_PER_DEGREE = 111_320

/** Metres between two places, null when one is unknown; flat within a city, error far under 1 %. */
export function metresBetween(one: Place | null, other: Place | null): number | null {
  if (!one || !other) return null
  const middle = (((one.lat + other.lat) / 2) * Math.PI) / 180
  const east = (other.lon - one.lon) * METRES_PER_DEGREE * Math.cos(middle)
  const north = (other.lat - one.lat) * METRES_PER_DEGREE
  return Math.hypot(east, north)
}

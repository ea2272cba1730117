/** When the map moves by itself: only when the set of incidents changed, and never once a hand moved it. Pure. */
import type { Box, LonLat } from './types'

/** Smallest span in degrees, about 3 km: one incident does not become a street corner. */
const LEAST = 0.03

export function boxAround(points: readonly LonLat[]): Box | null {
  if (!points.length) return null
  const lons = points.map((point) => point[0])
  const lats = points.map((point) => point[1])
  const [west, east] = widen(Math.min(...lons), Math.max(...lons))
  const [south, north] = widen(Math.min(...lats), Math.max(...lats))
  return [west, south, east, north]
}

function widen(low: number, high: number): [number, number] {
  const missing = Math.max(0, LEAST - (high - low)) / 2
  return [low - missing, high + missing]
}

/** Remembers which incidents it has seen and whether a hand has taken over. */
export class FitPolicy {
  locked = false
  private known = ''

  /** True when the view should be fitted to these incidents. */
  changed(ids: readonly string[]): boolean {
    const now = [...ids].sort().join(' ')
    if (now === this.known) return false
    this.known = now
    return !this.locked
  }

  lock(): void {
    this.locked = true
  }

  unlock(): void {
    this.locked = false
  }
}

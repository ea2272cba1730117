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

/** Room for the tools above, the legend below and the label to the right of a symbol. */
const ROOM = { top: 72, bottom: 64, left: 40, right: 120 }
/** On a phone the tools are small and every pixel is map. */
const ROOM_NARROW = { top: 40, bottom: 96, left: 32, right: 64 }
const NARROW_PX = 480

/** What a box that is fitted leaves free around it. */
export function roomAround(width: number, scale: number): typeof ROOM {
  const { top, bottom, left, right } = width < NARROW_PX * scale ? ROOM_NARROW : ROOM
  return { top: top * scale, bottom: bottom * scale, left: left * scale, right: right * scale }
}

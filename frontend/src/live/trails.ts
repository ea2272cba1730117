/** Where devices have been in the last minutes, kept from what the page was told. Pure. */

/** A trail shows which way somebody came, not the shift: history has that. */
const TRAIL_MS = 10 * 60_000
/** Points nearer in time than this say nothing more on a map of a city; 10 min fit in the places. */
const STEP_MS = 5_000
const PLACES = TRAIL_MS / STEP_MS
/** Longitude, latitude, time. */
const COLUMNS = 3

interface Trail {
  /** A ring: the oldest is written over. */
  points: Float64Array
  next: number
  count: number
  last: number
}

export class Trails {
  private trails: (Trail | undefined)[] = []

  add(device: number, lon: number, lat: number, at: number): void {
    const trail = (this.trails[device] ??= {
      points: new Float64Array(0),
      next: 0,
      count: 0,
      last: -Infinity,
    })
    if (at - trail.last < STEP_MS) return
    const before = ((trail.next + PLACES - 1) % PLACES) * COLUMNS
    const stands = trail.count && trail.points[before] === lon && trail.points[before + 1] === lat
    trail.last = at
    if (stands) return
    // Most of a fleet stands: room is taken by the second place.
    if (trail.count === 1 || !trail.points.length) trail.points = widened(trail.points, trail.count)
    const place = trail.next * COLUMNS
    trail.points[place] = lon
    trail.points[place + 1] = lat
    trail.points[place + 2] = at
    trail.next = (trail.next + 1) % PLACES
    trail.count = Math.min(PLACES, trail.count + 1)
  }

  /** Oldest first, those of the minutes before `until`. */
  of(device: number, until: number): [lon: number, lat: number][] {
    const trail = this.trails[device]
    if (!trail) return []
    const found: [number, number][] = []
    for (let back = trail.count; back > 0; back--) {
      const place = ((trail.next + PLACES - back) % PLACES) * COLUMNS
      const [lon, lat, at] = trail.points.subarray(place, place + COLUMNS)
      if (until - at! <= TRAIL_MS) found.push([lon!, lat!])
    }
    return found
  }

  clear(): void {
    this.trails = []
  }
}

function widened(points: Float64Array, count: number): Float64Array {
  const wider = new Float64Array((count ? PLACES : 1) * COLUMNS)
  wider.set(points.subarray(0, count * COLUMNS))
  return wider
}

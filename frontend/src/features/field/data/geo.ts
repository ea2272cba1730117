/** Distance and bearing over a city: a flat earth is good to a metre in a kilometre. Pure. */
interface Point {
  lon: number
  lat: number
}

const METRES_PER_DEGREE = 111_320

function offset(from: Point, to: Point): [east: number, north: number] {
  const squeeze = Math.cos((((from.lat + to.lat) / 2) * Math.PI) / 180)
  return [(to.lon - from.lon) * METRES_PER_DEGREE * squeeze, (to.lat - from.lat) * METRES_PER_DEGREE]
}

export function metres(from: Point, to: Point): number {
  return Math.hypot(...offset(from, to))
}

/** Degrees clockwise from north. */
export function bearing(from: Point, to: Point): number {
  const [east, north] = offset(from, to)
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360
}

/** A ring around a point, as a polygon: how sure a position is. */
export function ring(centre: Point, radius: number, corners = 48): [number, number][] {
  const squeeze = Math.cos((centre.lat * Math.PI) / 180)
  return Array.from({ length: corners + 1 }, (_, index) => {
    const angle = (index / corners) * 2 * Math.PI
    return [
      centre.lon + (Math.sin(angle) * radius) / (METRES_PER_DEGREE * squeeze),
      centre.lat + (Math.cos(angle) * radius) / METRES_PER_DEGREE,
    ]
  })
}

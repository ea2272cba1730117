/** The shifts of GCJ-02 and BD-09, for a picture of what an answer would do; the server converts what is stored. Pure. */
import type { FeatureCollection, Geometry, Position } from 'geojson'

export type Datum = 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09'
type Point = readonly [lon: number, lat: number]
type Shift = (point: Point) => Point

const AXIS_M = 6_378_245
const ECCENTRICITY_2 = 0.00669342162296594323
const BAIDU = (Math.PI * 3000) / 180
/** Three digits a step: four are below a centimetre. */
const STEPS = 4

const waves = (value: number, ...terms: [number, number][]) =>
  terms.reduce((sum, [height, length]) => sum + height * Math.sin((value * Math.PI) / length), 0)

const gcj02: Shift = ([lon, lat]) => {
  const [x, y] = [lon - 105, lat - 35]
  const both = 20 * Math.sin(6 * Math.PI * x) + 20 * Math.sin(2 * Math.PI * x)
  const root = Math.sqrt(Math.abs(x))
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    ((both + waves(y, [20, 1], [40, 3], [160, 12], [320, 30])) * 2) / 3
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    ((both + waves(x, [20, 1], [40, 3], [150, 12], [300, 30])) * 2) / 3
  const radians = (lat * Math.PI) / 180
  const shape = 1 - ECCENTRICITY_2 * Math.sin(radians) ** 2
  const meridian = (AXIS_M * (1 - ECCENTRICITY_2)) / (shape * Math.sqrt(shape))
  const parallel = (AXIS_M / Math.sqrt(shape)) * Math.cos(radians)
  return [lon + ((east / parallel) * 180) / Math.PI, lat + ((north / meridian) * 180) / Math.PI]
}

const baidu: Shift = ([lon, lat]) => {
  const length = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * BAIDU)
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * BAIDU)
  return [length * Math.cos(angle) + 0.0065, length * Math.sin(angle) + 0.006]
}

/** From WGS 84 to the numbers of a datum. */
const FORWARD: Record<Datum, Shift> = {
  wgs84: (point) => point,
  cgcs2000: (point) => point,
  gcj02,
  bd09: (point) => baidu(gcj02(point)),
}

function back(shift: Shift, [lon, lat]: Point): Point {
  let [x, y] = [lon, lat]
  for (let step = 0; step < STEPS; step++) {
    const [there, up] = shift([x, y])
    ;[x, y] = [x - (there - lon), y - (up - lat)]
  }
  return [x, y]
}

/** Where a point read on one datum lies when the same numbers are read on another. */
export function reread(point: Point, from: Datum, to: Datum): Point {
  const numbers = FORWARD[from](point)
  return to === 'wgs84' || to === 'cgcs2000' ? numbers : back(FORWARD[to], numbers)
}

/** All shapes of a sample, read on another datum. */
export function rereadAll(data: FeatureCollection, from: Datum, to: Datum): FeatureCollection {
  if (from === to) return data
  const moved = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value
    const [lon, lat] = value as Position
    return typeof lon === 'number' && typeof lat === 'number'
      ? reread([lon, lat], from, to)
      : value.map(moved)
  }
  const geometry = (one: Geometry): Geometry =>
    one.type === 'GeometryCollection'
      ? { ...one, geometries: one.geometries.map(geometry) }
      : ({ ...one, coordinates: moved(one.coordinates) } as Geometry)
  return {
    ...data,
    features: data.features.map((feature) =>
      feature.geometry ? { ...feature, geometry: geometry(feature.geometry) } : feature,
    ),
  }
}

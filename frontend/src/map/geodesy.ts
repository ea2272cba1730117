/**
 * Lengths, areas and circles on the WGS 84 ellipsoid, longitude first, metres. Pure.
 * The server measures on it too, so that what is shown while drawing is what is stored.
 */
import type { LonLat } from './types'

/** WGS 84 (EPSG 7030). */
const A = 6_378_137
const F = 1 / 298.257223563
const B = A * (1 - F)
const E2 = F * (2 - F)
const E = Math.sqrt(E2)
/** Radius of the sphere of the same surface. */
const AUTHALIC = A * Math.sqrt((1 + ((1 - E2) / E) * Math.atanh(E)) / 2)
const RAD = Math.PI / 180
/** Vincenty settles to a millimetre within a few rounds; only points at opposite ends of the earth do not. */
const ROUNDS = 100
/** Corners of a circle: on a screen rounder than it can show. */
const RING = 120

interface Arc {
  sinSigma: number
  cosSigma: number
  sigma: number
  cos2Alpha: number
  cos2M: number
}

const u2 = (cos2Alpha: number) => (cos2Alpha * (A * A - B * B)) / (B * B)
const seriesA = (u: number) => 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u)))
const seriesB = (u: number) => (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)))

function deltaSigma(b: number, { sinSigma, cosSigma, cos2M }: Arc): number {
  const inner =
    cosSigma * (-1 + 2 * cos2M ** 2) - (b / 6) * cos2M * (-3 + 4 * sinSigma ** 2) * (-3 + 4 * cos2M ** 2)
  return b * sinSigma * (cos2M + (b / 4) * inner)
}

/** Difference of longitude on the auxiliary sphere minus that on the ellipsoid. */
function turn(sinAlpha: number, { sinSigma, cosSigma, sigma, cos2Alpha, cos2M }: Arc): number {
  const c = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha))
  const inner = cos2M + c * cosSigma * (-1 + 2 * cos2M ** 2)
  return (1 - c) * F * sinAlpha * (sigma + c * sinSigma * inner)
}

const reduced = (lat: number) => Math.atan((1 - F) * Math.tan(lat * RAD))

/** Vincenty, inverse. */
export function distanceM([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
  if (lon1 === lon2 && lat1 === lat2) return 0
  const [u, v] = [reduced(lat1), reduced(lat2)]
  const l = (lon2 - lon1) * RAD
  let lambda = l
  let arc: Arc = { sinSigma: 0, cosSigma: 1, sigma: 0, cos2Alpha: 1, cos2M: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const east = Math.cos(v) * Math.sin(lambda)
    const north = Math.cos(u) * Math.sin(v) - Math.sin(u) * Math.cos(v) * Math.cos(lambda)
    const sinSigma = Math.hypot(east, north)
    const cosSigma = Math.sin(u) * Math.sin(v) + Math.cos(u) * Math.cos(v) * Math.cos(lambda)
    const sinAlpha = (Math.cos(u) * Math.cos(v) * Math.sin(lambda)) / sinSigma
    const cos2Alpha = 1 - sinAlpha ** 2
    const cos2M = cos2Alpha ? cosSigma - (2 * Math.sin(u) * Math.sin(v)) / cos2Alpha : 0
    arc = { sinSigma, cosSigma, sigma: Math.atan2(sinSigma, cosSigma), cos2Alpha, cos2M }
    const next = l + turn(sinAlpha, arc)
    if (Math.abs(next - lambda) < 1e-12) break
    lambda = next
  }
  const u2Alpha = u2(arc.cos2Alpha)
  return B * seriesA(u2Alpha) * (arc.sigma - deltaSigma(seriesB(u2Alpha), arc))
}

/** Vincenty, direct: where one arrives after so many metres at a bearing (degrees from north). */
export function destination([lon, lat]: LonLat, bearing: number, metres: number): LonLat {
  const alpha = bearing * RAD
  const u = reduced(lat)
  const sinAlpha = Math.cos(u) * Math.sin(alpha)
  const cos2Alpha = 1 - sinAlpha ** 2
  const sigma1 = Math.atan2(Math.tan(u), Math.cos(alpha))
  const b = seriesB(u2(cos2Alpha))
  const straight = metres / (B * seriesA(u2(cos2Alpha)))
  let sigma = straight
  let arc: Arc
  for (let round = 0; ; round++) {
    const cos2M = Math.cos(2 * sigma1 + sigma)
    arc = { sinSigma: Math.sin(sigma), cosSigma: Math.cos(sigma), sigma, cos2Alpha, cos2M }
    const next = straight + deltaSigma(b, arc)
    if (Math.abs(next - sigma) < 1e-12 || round === ROUNDS) break
    sigma = next
  }
  const { sinSigma, cosSigma } = arc
  const across = Math.sin(u) * sinSigma - Math.cos(u) * cosSigma * Math.cos(alpha)
  const up = Math.sin(u) * cosSigma + Math.cos(u) * sinSigma * Math.cos(alpha)
  const north = Math.atan2(up, (1 - F) * Math.hypot(sinAlpha, across))
  const along = Math.cos(u) * cosSigma - Math.sin(u) * sinSigma * Math.cos(alpha)
  const lambda = Math.atan2(sinSigma * Math.sin(alpha), along)
  return [lon + (lambda - turn(sinAlpha, arc)) / RAD, north / RAD]
}

export function lengthM(corners: readonly LonLat[]): number {
  return corners.slice(1).reduce((sum, corner, at) => sum + distanceM(corners[at]!, corner), 0)
}

/** Sine of the latitude on the sphere of the same surface. */
function authalic(lat: number): number {
  const sin = Math.sin(lat * RAD)
  const q = (s: number) => (1 - E2) * (s / (1 - E2 * s * s) + Math.atanh(E * s) / E)
  return q(sin) / q(1)
}

/** Square metres inside a ring (its last corner need not repeat the first). */
export function areaM2(ring: readonly LonLat[]): number {
  let sum = 0
  ring.forEach(([lon, lat], at) => {
    const [lon2, lat2] = ring[(at + 1) % ring.length]!
    sum += (lon2 - lon) * RAD * (authalic(lat) + authalic(lat2))
  })
  return Math.abs((sum * AUTHALIC ** 2) / 2)
}

/** A true circle as a closed ring. */
export function circleRing(centre: LonLat, radiusM: number): LonLat[] {
  const ring = Array.from({ length: RING }, (_, at) => destination(centre, (-360 * at) / RING, radiusM))
  return [...ring, ring[0]!]
}

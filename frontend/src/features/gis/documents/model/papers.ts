/** Papers of map pictures, and the part of the view that is drawn on them. Pure. */
import type { Box } from '@/map'
import type { Paper } from '../types'

/** Width by height of the map on each paper, as the server lays it out (a test holds them equal). */
export const RATIOS: Readonly<Record<Paper, number>> = {
  'a4-landscape': 1.4033,
  'a4-portrait': 1.0814,
  'a3-landscape': 1.3959,
  'a3-portrait': 0.9891,
  '16:9': 1.9287,
}
export const PAPERS = Object.keys(RATIOS) as Paper[]
/** The frame keeps this share of the view free round it. */
const ROOM = 0.06
const HIGHEST_LAT = 85

const mercator = (lat: number) =>
  (Math.asinh(Math.tan((Math.max(-HIGHEST_LAT, Math.min(HIGHEST_LAT, lat)) * Math.PI) / 180)) * 180) / Math.PI
const latitude = (y: number) => (Math.atan(Math.sinh((y * Math.PI) / 180)) * 180) / Math.PI

/** The largest box of a ratio within a view, in degrees. */
export function framed([west, south, east, north]: Box, ratio: number): Box {
  const [bottom, top] = [mercator(south), mercator(north)]
  const wide = (east - west) * (1 - 2 * ROOM)
  const high = (top - bottom) * (1 - 2 * ROOM)
  const width = Math.min(wide, high * ratio) / 2
  const height = width / ratio
  const [x, y] = [(west + east) / 2, (bottom + top) / 2]
  return within([x - width, latitude(y - height), x + width, latitude(y + height)])
}

/** A box on the projected earth, in degrees as the server takes them. */
export function within([west, south, east, north]: Box): Box {
  const bound = (value: number, most: number) => +Math.max(-most, Math.min(most, value)).toFixed(6)
  return [bound(west, 180), bound(south, HIGHEST_LAT), bound(east, 180), bound(north, HIGHEST_LAT)]
}

export const holds = ([west, south, east, north]: Box, { lon, lat }: { lon: number; lat: number }) =>
  lon > west && lon < east && lat > south && lat < north

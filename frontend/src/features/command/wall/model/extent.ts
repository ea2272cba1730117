/** The part of the city a wall's map shows: around what goes on, in coarse steps, so that it hardly ever changes. Pure. */
import type { Box, LonLat } from '@/map'

/** Degrees; about ten kilometres. */
const STEP = 0.1
/** Fewer incidents say nothing about where things happen: the whole city is shown. */
const FEW = 8

const down = (value: number) => Math.floor(value / STEP + 1e-9) * STEP
const up = (value: number) => Math.ceil(value / STEP - 1e-9) * STEP

/** The steps around the points, united with what was shown before: a wall's map grows but does not jump back. */
export function extentOf(points: readonly LonLat[], city: Box, before: Box | null): Box {
  if (points.length < FEW) return before ?? city
  const lons = points.map(([lon]) => lon)
  const lats = points.map(([, lat]) => lat)
  const box: Box = [
    down(Math.min(...lons)),
    down(Math.min(...lats)),
    up(Math.max(...lons)),
    up(Math.max(...lats)),
  ]
  const old = before && !same(before, city) ? before : box
  return [
    Math.max(city[0], Math.min(box[0], old[0])),
    Math.max(city[1], Math.min(box[1], old[1])),
    Math.min(city[2], Math.max(box[2], old[2])),
    Math.min(city[3], Math.max(box[3], old[3])),
  ]
}

export function same(one: Box, other: Box): boolean {
  return one.every((value, index) => Math.abs(value - other[index]!) < 1e-6)
}

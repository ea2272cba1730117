/** The sheet of a whiteboard: 16 wide and 9 high on every screen, blank or a part of the map. Pure. */
import type { Box, LonLat } from '@/map'
import type { Shape, Spot } from '../types'

/** Units of the drawing: widths and letters are counted in these. */
export const WIDE = 1600
export const HIGH = 900
const RADIANS = Math.PI / 180

/** How far north a latitude lies on the map, in degrees of longitude (Web Mercator). */
const north = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2)) / RADIANS
const latitude = (y: number) => (2 * Math.atan(Math.exp(y * RADIANS)) - Math.PI / 2) / RADIANS

/** The least part of the map of the form of the sheet that holds a box. */
export function framed([west, south, east, top]: Box): Box {
  const wide = Math.max(east - west, ((north(top) - north(south)) * WIDE) / HIGH)
  const high = (wide * HIGH) / WIDE
  const x = (west + east) / 2
  const y = (north(top) + north(south)) / 2
  return [x - wide / 2, latitude(y - high / 2), x + wide / 2, latitude(y + high / 2)]
}

/** Where a point of an object lies on the sheet; `box` is framed, null on a blank one. */
export function toSheet(point: readonly number[], box: Box | null): Spot {
  const [x, y] = point as [number, number]
  if (!box) return [x, y]
  const [west, south, east, top] = box
  return [(x - west) / (east - west), (north(top) - north(y)) / (north(top) - north(south))]
}

export function fromSheet([x, y]: Spot, box: Box | null): LonLat {
  if (!box) return [x, y]
  const [west, south, east, top] = box
  return [west + x * (east - west), latitude(north(top) - y * (north(top) - north(south)))]
}

/** Letters grow with the pen that writes them. */
export const letterOf = (width: number) => 20 + width * 5
/** Width of a line in units of the drawing: thousandths of the sheet. */
export const strokeOf = (width: number) => (width * WIDE) / 1000

/** The line of an object as SVG writes it, in units of the drawing. Empty for a text. */
export function pathOf({ kind, points, width }: Shape, box: Box | null): string {
  const spots = points.map((one) => scaled(toSheet(one, box)))
  const [a, b = a] = spots
  if (!a || !b || kind === 'text') return ''
  if (kind === 'pen') return penPath(spots)
  if (kind === 'rectangle') return `M${at(a)}H${cut(b[0])}V${cut(b[1])}H${cut(a[0])}Z`
  if (kind === 'ellipse') {
    const [rx, ry] = [Math.abs(b[0] - a[0]) / 2, Math.abs(b[1] - a[1]) / 2]
    const [left, y] = [Math.min(a[0], b[0]), (a[1] + b[1]) / 2]
    const half = `a${cut(rx)} ${cut(ry)} 0 1 0 `
    return `M${at([left, y])}${half}${cut(2 * rx)} 0${half}${cut(-2 * rx)} 0`
  }
  return `M${at(a)}L${at(b)}${kind === 'arrow' ? head(a, b, strokeOf(width)) : ''}`
}

const scaled = ([x, y]: Spot): Spot => [x * WIDE, y * HIGH]
const cut = (value: number) => Math.round(value * 10) / 10
const at = ([x, y]: Spot) => `${cut(x)} ${cut(y)}`

/** Curves through the middles between the points: a line by hand without corners. */
function penPath(spots: readonly Spot[]): string {
  const [first, ...rest] = spots
  if (!first) return ''
  if (!rest.length) return `M${at(first)}h0.1`
  let path = `M${at(first)}`
  for (const [place, spot] of rest.slice(0, -1).entries()) {
    const next = rest[place + 1]!
    path += `Q${at(spot)} ${at([(spot[0] + next[0]) / 2, (spot[1] + next[1]) / 2])}`
  }
  return `${path}L${at(rest.at(-1)!)}`
}

function head(from: Spot, to: Spot, stroke: number): string {
  const turn = Math.atan2(to[1] - from[1], to[0] - from[0])
  const long = 14 + stroke * 2.5
  const side = (angle: number): Spot => [
    to[0] - long * Math.cos(turn + angle),
    to[1] - long * Math.sin(turn + angle),
  ]
  return `M${at(side(0.45))}L${at(to)}L${at(side(-0.45))}`
}

/** Fewer points of a line by hand: what lies within `near` units of the line between its neighbours goes. */
export function thinned(spots: readonly Spot[], most: number, near = 0.8): Spot[] {
  let kept = simplified(spots, near)
  for (let wider = near * 2; kept.length > most; wider *= 2) kept = simplified(spots, wider)
  return kept
}

function simplified(spots: readonly Spot[], near: number): Spot[] {
  if (spots.length < 3) return [...spots]
  const keep = new Set([0, spots.length - 1])
  const open: [number, number][] = [[0, spots.length - 1]]
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part
    let [worst, far] = [-1, near]
    for (let place = from + 1; place < to; place++) {
      const away = distance(scaled(spots[place]!), scaled(spots[from]!), scaled(spots[to]!))
      if (away > far) [worst, far] = [place, away]
    }
    if (worst < 0) continue
    keep.add(worst)
    open.push([from, worst], [worst, to])
  }
  return spots.filter((_, place) => keep.has(place))
}

function distance([x, y]: Spot, [ax, ay]: Spot, [bx, by]: Spot): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}

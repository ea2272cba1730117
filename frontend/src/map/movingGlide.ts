/**
 * Signs between two positions, in columns. A sign glides from where it is seen to its newest position in the
 * time since the one before, two seconds at most: what is shown is never further behind. Pure.
 *
 * Places are those of Web Mercator, 0 to 1; times milliseconds of one clock that only grows.
 */

const LEAST_MS = 1_000
const MOST_MS = 2_000
/** A late position must not make a vehicle stop and start: what moves goes on for so long, never longer. */
const BEYOND_MS = 1_000
/** About 5 km: nothing drives that far between two positions; it is set down there. */
const LEAP = 5 / 40_000
/** From, to; start, share per millisecond, largest share. */
export const COLUMNS = 7

export class Glide {
  /** Row by row: fromX, fromY, toX, toY, start, rate, limit. */
  rows = new Float64Array(0)
  /** Where `shown` leaves its answer. */
  x = 0
  y = 0

  makeRoom(count: number): void {
    if (count * COLUMNS <= this.rows.length) return
    const wider = new Float64Array(COLUMNS * 2 ** Math.ceil(Math.log2(count)))
    wider.set(this.rows)
    this.rows = wider
  }

  /** Sets a sign down where it is. */
  put(slot: number, x: number, y: number, now: number): void {
    this.rows.set([x, y, x, y, now, 0, 0], slot * COLUMNS)
  }

  /** Sends a sign on to its newest position. */
  move(slot: number, x: number, y: number, moving: boolean, now: number): void {
    const row = slot * COLUMNS
    const { rows } = this
    if (rows[row + 2] === x && rows[row + 3] === y) {
      if (!moving) rows[row + 6] = Math.min(1, rows[row + 6]!)
      return
    }
    this.shown(slot, now)
    if (Math.hypot(x - this.x, y - this.y) > LEAP) return this.put(slot, x, y, now)
    const time = Math.min(MOST_MS, Math.max(LEAST_MS, now - rows[row + 4]!))
    rows[row] = this.x
    rows[row + 1] = this.y
    rows[row + 2] = x
    rows[row + 3] = y
    rows[row + 4] = now
    rows[row + 5] = 1 / time
    rows[row + 6] = moving ? 1 + BEYOND_MS / time : 1
  }

  /** Leaves in `x` and `y` where a sign is seen. */
  shown(slot: number, now: number): void {
    const row = slot * COLUMNS
    const { rows } = this
    const share = Math.min(rows[row + 6]!, Math.max(0, (now - rows[row + 4]!) * rows[row + 5]!))
    this.x = rows[row]! + (rows[row + 2]! - rows[row]!) * share
    this.y = rows[row + 1]! + (rows[row + 3]! - rows[row + 1]!) * share
  }

  /** Way per millisecond, 0 once it has arrived. */
  speed(slot: number, now: number): number {
    const row = slot * COLUMNS
    const { rows } = this
    const rate = rows[row + 5]!
    if ((now - rows[row + 4]!) * rate >= rows[row + 6]!) return 0
    return Math.hypot(rows[row + 2]! - rows[row]!, rows[row + 3]! - rows[row + 1]!) * rate
  }
}

export function mercatorX(lon: number): number {
  return lon / 360 + 0.5
}

export function mercatorY(lat: number): number {
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)
}

export function lonLat(x: number, y: number): [lon: number, lat: number] {
  return [(x - 0.5) * 360, (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90]
}

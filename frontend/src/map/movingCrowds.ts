/** Where signs stand so close that none could be told from the next, a number stands for them. Pure. */

/** Four signs of 18 px fill a square of this side; of five, one hides another. */
export const CROWD_PX = 36
const CROWD_FROM = 5

export interface Crowd {
  x: number
  y: number
  count: number
}

/** A square of the grid as one number: up to 2^20 squares each way, those of zoom 15. */
const square = (x: number, y: number, side: number) => Math.floor(x / side) * 2 ** 20 + Math.floor(y / side)

/**
 * The crowds among signs at `x` and `y`; `inside` says afterwards which of them are in one. The grid lies
 * on the world, not on the screen, so that a moved map counts the same. `alone`: never counted in.
 */
export function crowds(
  x: Float64Array,
  y: Float64Array,
  count: number,
  side: number,
  alone: (index: number) => boolean,
  inside: Uint8Array,
): Crowd[] {
  const found = new Map<number, Crowd>()
  for (let index = 0; index < count; index++) {
    inside[index] = 0
    if (alone(index)) continue
    const key = square(x[index]!, y[index]!, side)
    const crowd = found.get(key)
    if (!crowd) found.set(key, { x: x[index]!, y: y[index]!, count: 1 })
    else {
      crowd.x += x[index]!
      crowd.y += y[index]!
      crowd.count += 1
    }
  }
  for (let index = 0; index < count; index++) {
    if (alone(index)) continue
    if (found.get(square(x[index]!, y[index]!, side))!.count >= CROWD_FROM) inside[index] = 1
  }
  const large = [...found.values()].filter((crowd) => crowd.count >= CROWD_FROM)
  return large.map(({ x, y, count }) => ({ x: x / count, y: y / count, count }))
}

/** One of each square: where signs stand close, only one label has room. */
export class Thinning {
  private readonly taken = new Set<number>()
  private readonly columns: number

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.columns = 2 ** 16
  }

  /** True for the first in its square; `x` and `y` in pixels of the view. */
  first(x: number, y: number): boolean {
    const key = Math.floor(x / this.width) + Math.floor(y / this.height) * this.columns
    if (this.taken.has(key)) return false
    this.taken.add(key)
    return true
  }
}

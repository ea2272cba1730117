/** Which rows of a long list are drawn: only those in sight, with some above and below. Pure. */

export interface Window {
  from: number
  to: number
  /** Height of what is left out above and below, in the unit of the given heights. */
  before: number
  after: number
}

/** Rows drawn beyond the edges, so that a quick scroll does not show gaps. */
const SPARE = 8

export function windowOf(heights: readonly number[], scrolled: number, seen: number): Window {
  let from = 0
  let before = 0
  while (from < heights.length && before + heights[from]! <= scrolled) before += heights[from++]!
  let to = from
  let filled = before
  while (to < heights.length && filled < scrolled + seen) filled += heights[to++]!
  for (let spare = 0; spare < SPARE && from > 0; spare++) before -= heights[--from]!
  for (let spare = 0; spare < SPARE && to < heights.length; spare++) filled += heights[to++]!
  const total = heights.reduce((sum, height) => sum + height, 0)
  return { from, to, before, after: total - filled }
}

/** Where a row begins: to bring it into sight although it is not drawn. */
export function offsetOf(heights: readonly number[], index: number): number {
  let offset = 0
  for (let row = 0; row < index; row++) offset += heights[row]!
  return offset
}

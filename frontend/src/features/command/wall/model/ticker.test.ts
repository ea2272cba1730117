import { describe, expect, it } from 'vitest'
import { idsOn, joined, pagesOf, START, turn } from './ticker'

const order = ['a', 'b', 'c', 'd', 'e']

describe('ticker', () => {
  it('shows each incident once in a round, then begins anew', () => {
    let round = turn(START, order, 2)
    expect(idsOn(round, 2)).toEqual(['a', 'b'])
    round = turn(round, ['x', ...order], 2)
    expect(idsOn(round, 2)).toEqual(['c', 'd'])
    round = turn(round, ['x', ...order], 2)
    expect(idsOn(round, 2)).toEqual(['e'])
    round = turn(round, ['x', ...order], 2)
    expect(idsOn(round, 2)).toEqual(['x', 'a'])
  })

  it('leaves out what was closed, and copes with none', () => {
    const round = turn(turn(START, order, 2), ['a', 'd'], 2)
    expect(idsOn(round, 2)).toEqual(['a', 'd'])
    expect(idsOn(turn(START, [], 6), 6)).toEqual([])
    expect(pagesOf(0, 6)).toBe(1)
    expect(pagesOf(13, 6)).toBe(3)
  })

  it('fills a page with room at once, and leaves a full one alone', () => {
    expect(idsOn(joined(START, order, 2), 2)).toEqual(['a', 'b'])
    const alone = turn(START, ['c'], 2)
    expect(idsOn(joined(alone, order, 2), 2)).toEqual(['a', 'b'])
    const full = turn(START, order, 2)
    expect(joined(full, ['x', ...order], 2)).toBe(full)
    expect(idsOn(joined(full, ['d'], 2), 2)).toEqual(['d'])
    expect(joined(alone, ['c'], 2)).toBe(alone)
  })
})

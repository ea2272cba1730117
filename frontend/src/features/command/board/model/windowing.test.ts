import { describe, expect, it } from 'vitest'
import { offsetOf, windowOf } from './windowing'

describe('windowOf', () => {
  const heights = Array.from({ length: 1000 }, (_, row) => (row % 10 ? 32 : 24))
  const total = heights.reduce((sum, height) => sum + height, 0)

  it('draws what is in sight and a little around it', () => {
    const seen = windowOf(heights, 10_000, 600)
    expect(seen.from).toBeGreaterThan(300)
    expect(seen.to - seen.from).toBeLessThan(40)
    expect(offsetOf(heights, seen.from)).toBe(seen.before)
    expect(seen.before).toBeLessThan(10_000)
    expect(total - seen.after).toBeGreaterThan(10_600)
  })

  it('adds up to the whole list at both ends', () => {
    for (const scrolled of [0, 5_000, total]) {
      const { from, to, before, after } = windowOf(heights, scrolled, 600)
      const drawn = heights.slice(from, to).reduce((sum, height) => sum + height, 0)
      expect(before + drawn + after).toBe(total)
    }
    expect(windowOf([], 0, 600)).toEqual({ from: 0, to: 0, before: 0, after: 0 })
  })
})

import { describe, expect, it } from 'vitest'
import { framed, RATIOS, within } from './papers'

const y = (lat: number) => Math.asinh(Math.tan((lat * Math.PI) / 180))

describe('the part of the view that is drawn', () => {
  it.each(Object.values(RATIOS))('has the ratio of its paper (%f) and lies in the view', (ratio) => {
    const [west, south, east, north] = framed([116, 23, 118, 24], ratio)
    expect((((east - west) * Math.PI) / 180 / (y(north) - y(south))).toFixed(3)).toBe(ratio.toFixed(3))
    expect(west).toBeGreaterThan(116)
    expect(east).toBeLessThan(118)
    expect(south).toBeGreaterThan(23)
    expect(north).toBeLessThan(24)
  })

  it('stays on the projected earth', () => {
    expect(within([-200, -89, 200, 89])).toEqual([-180, -85, 180, 85])
  })
})

import { describe, expect, it } from 'vitest'
import type { Box, LonLat } from '@/map'
import { extentOf } from './extent'

const city: Box = [116.2, 23, 117.3, 23.7]
const around = (lon: number, lat: number) =>
  Array.from({ length: 8 }, (_, i): LonLat => [lon + i * 0.01, lat + i * 0.01])
const rounded = (box: Box) => box.map((value) => Number(value.toFixed(2)))

describe('what a wall map shows', () => {
  it('is the city until there is enough to see', () => {
    expect(extentOf([[116.7, 23.3]], city, null)).toEqual(city)
  })

  it('is the coarse box around incidents, and never leaves the city', () => {
    expect(rounded(extentOf(around(116.61, 23.31), city, null))).toEqual([116.6, 23.3, 116.7, 23.4])
    expect(rounded(extentOf(around(117.28, 23.31), city, null))[2]).toBe(117.3)
  })

  it('grows with new incidents and does not jump back', () => {
    const first = extentOf(around(116.61, 23.31), city, city)
    const second = extentOf(around(116.81, 23.31), city, first)
    expect(rounded(second)).toEqual([116.6, 23.3, 116.9, 23.4])
    expect(rounded(extentOf(around(116.81, 23.31), city, second))).toEqual(rounded(second))
  })
})

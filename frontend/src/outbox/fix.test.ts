import { describe, expect, it } from 'vitest'
import { nearest } from './fix'
import { scaled } from './photo'

const fix = (at: string) => ({ lon: 116.7, lat: 23.3, accuracy_m: 9, at })

describe('nearest', () => {
  const all = [fix('2026-11-22T08:00:00Z'), fix('2026-11-22T08:00:20Z'), fix('2026-11-22T08:05:00Z')]
  it('is the fix measured nearest to the shutter', () => {
    expect(nearest(all, Date.parse('2026-11-22T08:00:12Z'))?.at).toBe('2026-11-22T08:00:20Z')
  })
  it('is none when all are too far away in time', () => {
    expect(nearest(all, Date.parse('2026-11-22T08:03:00Z'))).toBeNull()
    expect(nearest([], 0)).toBeNull()
  })
})

describe('scaled', () => {
  it('keeps the shape, never enlarges', () => {
    expect(scaled(8000, 6000)).toEqual([2560, 1920])
    expect(scaled(300, 4000)).toEqual([192, 2560])
    expect(scaled(640, 480)).toEqual([640, 480])
  })
})

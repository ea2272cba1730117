import { describe, expect, it } from 'vitest'
import { boxOf } from './basemap'
import { boxAround, FitPolicy } from './fit'

describe('FitPolicy', () => {
  it('moves when the set changes, not when its order does', () => {
    const policy = new FitPolicy()
    expect(policy.changed(['a', 'b'])).toBe(true)
    expect(policy.changed(['b', 'a'])).toBe(false)
    expect(policy.changed(['a'])).toBe(true)
  })

  it('keeps still once a hand took over', () => {
    const policy = new FitPolicy()
    policy.changed(['a'])
    policy.lock()
    expect(policy.changed(['a', 'b'])).toBe(false)
    policy.unlock()
    expect(policy.changed(['a', 'b'])).toBe(false)
    expect(policy.changed(['c'])).toBe(true)
  })
})

describe('boxes', () => {
  it('keeps a single point at a readable size', () => {
    const box = boxAround([[116.7, 23.3]])!
    expect(box.map((value) => value.toFixed(3))).toEqual(['116.685', '23.285', '116.715', '23.315'])
    expect(boxAround([])).toBeNull()
  })

  it('reads any geometry', () => {
    const line = {
      type: 'LineString' as const,
      coordinates: [
        [1, 2],
        [3, -1],
      ],
    }
    expect(
      boxOf({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: line }] }),
    ).toEqual([1, -1, 3, 2])
  })
})

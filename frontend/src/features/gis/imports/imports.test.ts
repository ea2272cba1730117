import { describe, expect, it } from 'vitest'
import { reread, rereadAll } from './datum'
import { columnOf, onlyWithoutPlace, stepOf, titleOf } from './model'
import type { Import, Preview } from './types'

describe('datum', () => {
  it('moves Shantou by the shift of GCJ-02, and back', () => {
    // Of tests/data/coords: WGS 84 116.708463, 23.37102 is GCJ-02 116.713… some 500 m away.
    const there = reread([116.7, 23.35], 'gcj02', 'wgs84')
    expect(there[0] - 116.7).toBeGreaterThan(0.004)
    expect(there[0] - 116.7).toBeLessThan(0.006)
    const back = reread(there, 'wgs84', 'gcj02')
    expect(back[0]).toBeCloseTo(116.7, 7)
    expect(back[1]).toBeCloseTo(23.35, 7)
    expect(reread([116.7, 23.35], 'wgs84', 'cgcs2000')).toEqual([116.7, 23.35])
  })

  it('moves all shapes of a sample', () => {
    const geometry = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [116.7, 23.35],
          [116.8, 23.35],
          [116.7, 23.4],
          [116.7, 23.35],
        ],
      ],
    }
    const data = {
      type: 'FeatureCollection' as const,
      features: [{ type: 'Feature' as const, properties: {}, geometry }],
    }
    const moved = rereadAll(data, 'bd09', 'wgs84').features[0]!.geometry
    expect(moved).not.toEqual(geometry)
    expect(rereadAll(data, 'wgs84', 'wgs84')).toBe(data)
  })
})

describe('steps', () => {
  const one = (state: Import['state']) => ({ state }) as Import
  it('opens an import where it stands', () => {
    expect(stepOf(null)).toBe('file')
    expect(stepOf(one('ready'))).toBe('reading')
    expect(stepOf(one('running'))).toBe('run')
    expect(stepOf(one('done'))).toBe('run')
  })

  it('keeps columns as found unless chosen otherwise', () => {
    const column = { name: 'mc', type: 'string' as const, samples: [], empty: 0 }
    expect(columnOf(column, null)).toMatchObject({ source: 'mc', name: 'mc', skip: false })
    expect(columnOf(column, [{ source: 'mc', type: 'integer', skip: true }])).toMatchObject({ skip: true })
    expect(titleOf('避难场所.zip')).toBe('避难场所')
  })

  it('offers to leave rows out only where nothing else is wrong', () => {
    const preview = (...codes: string[]) =>
      ({ fault_count: codes.length, faults: codes.map((code) => ({ code })) }) as Preview
    expect(onlyWithoutPlace(preview('no-place'))).toBe(true)
    expect(onlyWithoutPlace(preview('no-place', 'bad-value'))).toBe(false)
    expect(onlyWithoutPlace(preview())).toBe(false)
  })
})

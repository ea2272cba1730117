import { describe, expect, it } from 'vitest'
import { FORCES, beaufort, circles, forceAt, gradeOf, reachKm, type Touched } from '../typhoon/storm'
import type { Analysis, ShapeFeature } from '../types'
import { bodyOf, missing, numbers, turned, USUAL } from './question'
import { breaks, columnsOf, namePlace, rowsOf } from './result'
import { valueText } from './words'

const point = { lon: 116.7, lat: 23.3 }

describe('questions', () => {
  it('reads numbers between commas of both kinds, and refuses words', () => {
    expect(numbers('1000，500, 500')).toEqual([500, 1000])
    expect(numbers('500, far')).toBeNull()
    expect(numbers('-5')).toBeNull()
  })

  it('says what is missing, and sends only what belongs to the kind', () => {
    expect(missing(USUAL)).toBe('point')
    expect(missing({ ...USUAL, point, distances: '1,2,3,4,5,6' })).toBe('distances')
    expect(bodyOf({ ...USUAL, point })).toEqual({
      kind: 'buffer',
      shape: { type: 'Point', coordinates: [116.7, 23.3] },
      distances_m: [500, 1000, 2000],
    })
    expect(bodyOf({ ...turned(USUAL, 'within'), point })).toEqual({
      kind: 'within',
      area: { circle: { ...point, radius_m: 2000 } },
    })
    expect(bodyOf({ ...turned(USUAL, 'nearest'), point, by: 'distance' })).not.toHaveProperty('mode')
    const found = { ...point, accuracy_m: 10, source: 'coordinate' }
    const route = { ...turned(USUAL, 'route'), stops: [found, null, point] }
    expect(missing(route)).toBeNull()
    expect(bodyOf(route)).toEqual({ kind: 'route', points: [point, point], mode: 'drive' })
  })

  it('lets go of a line where an inside is asked for', () => {
    const shape = { type: 'LineString' as const, coordinates: [] }
    expect(turned({ ...USUAL, where: 'shape', shape }, 'within').shape).toBeNull()
  })
})

const band = (minutes: number): ShapeFeature => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [] },
  properties: { role: 'area', minutes },
})
const answer: Analysis = {
  kind: 'isochrone',
  at: '2026-11-22T00:00:00Z',
  input: {},
  figures: [],
  table: { columns: [{ name: 'minutes', zh: '', en: '' }], rows: [[5], [10], [15]] },
  shapes: { type: 'FeatureCollection', features: [band(15), band(10)] },
  remarks: [],
  fictional: false,
  detail: null,
}

describe('answers', () => {
  it('gives each band its own area, and none where nothing is reached', () => {
    expect(rowsOf(answer).map(({ shape }) => shape?.properties.minutes)).toEqual([undefined, 10, 15])
    expect(columnsOf(answer, null).map(({ name }) => name)).toEqual(['minutes'])
  })

  it('makes classes of about as many values each', () => {
    expect(breaks([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).toEqual([1, 3, 5, 7, 9, 11])
    expect(breaks([4, 4])).toEqual([4])
  })

  it('writes a name into the largest part', () => {
    const square = (at: number, wide: number) => [[[at, 0], [at + wide, 0], [at + wide, wide], [at, wide], [at, 0]]] // prettier-ignore
    const coordinates = [square(0, 0.1), square(10, 2)]
    expect(namePlace({ type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } })).toEqual([11, 1]) // prettier-ignore
  })

  it('gives values their units', () => {
    expect(valueText(1500, 'm', 'en')).toBe('1.5 km')
    expect(valueText(null, 'm', 'en')).toBe('—')
  })
})

describe('storms', () => {
  it('grades winds and names their force', () => {
    expect(gradeOf(51)?.code).toBe('super')
    expect(gradeOf(41.4)?.code).toBe('ty')
    expect(gradeOf(null)).toBeNull()
    expect(beaufort(42.7)).toBe(14)
  })

  it('reaches by quadrant, or as a circle beside the centre', () => {
    const quadrants = { force: 7, modelled: false, quadrants_km: [400, 300, 200, 100] }
    expect([45, 135, 225, 315].map((bearing) => reachKm(quadrants, bearing))).toEqual([400, 300, 200, 100])
    const beside = { force: 7, modelled: false, longest_km: 300, shortest_km: 100, toward_deg: 90 }
    expect(reachKm(beside, 90)).toBeCloseTo(300)
    expect(reachKm(beside, 270)).toBeCloseTo(100)
  })

  it('closes its circles and keeps the strongest force on top', () => {
    const reach = [12, 7].map((force) => ({ force, modelled: true, longest_km: 100, shortest_km: 100 }))
    const found = circles({ at: 0, lon: 120, lat: 20, wind: 40, reach })
    expect(found.map(({ properties }) => properties?.force)).toEqual([7, 12])
    const [ring] = found[0]!.geometry.coordinates
    expect(ring![0]).toEqual(ring!.at(-1))
    expect(ring![0]![1]! - 20).toBeCloseTo(0.899, 2)
  })

  it('knows the strongest force at a place at a moment', () => {
    const place = { spans: { 7: { from: 0, to: 10 }, 10: { from: 4, to: 6 } } } as unknown as Touched
    expect([1, 5, 11].map((at) => forceAt(place, at))).toEqual([7, 10, 0])
    expect(FORCES).toEqual([7, 10, 12])
  })
})

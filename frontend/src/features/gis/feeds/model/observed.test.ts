import { describe, expect, it } from 'vitest'
import type { Observed } from '../types'
import { observedBox, observedOverlays } from './observed'

const spot = (lon: number, lat: number) => ({ at: '', lon, lat, wind_ms: 30, pressure_hpa: null, radii: {} })
const nothing: Observed = { stations: [], quakes: [], storms: [] }
const storm = {
  code: '201319',
  zh: '天兔',
  en: 'Usagi',
  at: '',
  track: [spot(130, 18), spot(120, 21)],
  forecasts: [{ agency: 'JMA', points: [spot(116, 23)] }],
}
const words = { gauge: () => 'gauge', quake: (m: number) => `M ${m}`, storm: () => 'Usagi' }
const data = (seen: Observed, id: string) => observedOverlays(seen, words).find((one) => one.id === id)!.data!

describe('what a feed told, on the map', () => {
  it('has no box where nothing has a place', () => {
    const station = { place: null } as Observed['stations'][number]
    expect(observedBox(nothing)).toBeNull()
    expect(observedBox({ ...nothing, stations: [station] })).toBeNull()
    expect(data({ ...nothing, stations: [station] }, 'feed-gauges').features).toEqual([])
  })

  it('holds the track, where the storm is and its forecast from there on', () => {
    const [west, south, east, north] = observedBox({ ...nothing, storms: [storm] })!
    expect(west < 116 && south < 18 && east > 130 && north > 23).toBe(true)
    const forecast = data({ ...nothing, storms: [storm] }, 'feed-forecasts').features[0]!
    expect(forecast.geometry).toEqual({
      type: 'LineString',
      coordinates: [
        [120, 21],
        [116, 23],
      ],
    })
    expect(data({ ...nothing, storms: [storm] }, 'feed-storms').features[0]!.properties).toEqual({
      text: 'Usagi',
    })
  })
})

/** What a feed told last as overlays of a map: gauges, earthquakes by strength, storms with their forecasts. Pure. */
import type { Feature, FeatureCollection, Position } from 'geojson'
import type { Box, MapOverlay, Tone } from '@/map'
import { boxOfGeometry } from '../../model/extent'
import { GRADES } from '../../analysis/typhoon/storm'
import type { Observed, Station } from '../types'

type Spot = Observed['storms'][number]['track'][number]
/** The words beside a point. */
export interface Words {
  gauge: (station: Station) => string
  quake: (magnitude: number) => string
  storm: (storm: Observed['storms'][number]) => string
}

const byWind: Tone = { by: 'wind', steps: GRADES.map(({ from, ink }) => [from, ink] as const), none: 'muted' }
/** What is left free around everything: a share of its size, and at least so many degrees. */
const EDGE = 0.08
const AROUND = 0.1

const point = (at: Position, properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: at },
  properties,
})
const line = (spots: readonly Spot[]): Feature => ({
  type: 'Feature',
  geometry: { type: 'LineString', coordinates: spots.map(({ lon, lat }) => [lon, lat]) },
  properties: {},
})
const all = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })
const spots = (track: readonly Spot[]) =>
  track.map(({ lon, lat, wind_ms }) => point([lon, lat], { wind: wind_ms }))

function gauges(seen: Observed, words: Words): MapOverlay {
  const placed = seen.stations.flatMap((station) =>
    station.place ? [point([station.place.lon!, station.place.lat!], { text: words.gauge(station) })] : [],
  )
  return {
    id: 'feed-gauges',
    data: all(placed),
    paints: [
      { kind: 'point', ink: 'accent', radius: 5 },
      { kind: 'label', field: 'text', side: 'right' },
    ],
  }
}

function quakes(seen: Observed, words: Words): MapOverlay {
  return {
    id: 'feed-quakes',
    data: all(
      seen.quakes.map(({ place, magnitude }) =>
        point([place.lon!, place.lat!], { text: words.quake(magnitude) }),
      ),
    ),
    paints: [
      { kind: 'point', ink: 'plot', radius: 7, hollow: true },
      { kind: 'label', field: 'text', side: 'right' },
    ],
  }
}

function storms(seen: Observed, words: Words): MapOverlay[] {
  const ahead = seen.storms.flatMap(({ track, forecasts }) =>
    forecasts.map(({ points }) => [track.at(-1)!, ...points]),
  )
  return [
    {
      id: 'feed-forecasts',
      data: all([...ahead.map(line), ...ahead.flatMap((way) => spots(way.slice(1)))]),
      paints: [
        { kind: 'line', ink: 'muted', width: 1.5, dashed: true },
        { kind: 'point', ink: byWind, radius: 3 },
      ],
    },
    {
      id: 'feed-tracks',
      data: all(seen.storms.flatMap(({ track }) => [line(track), ...spots(track)])),
      paints: [
        { kind: 'line', ink: 'muted', width: 2 },
        { kind: 'point', ink: byWind, radius: 4 },
      ],
    },
    {
      id: 'feed-storms',
      data: all(
        seen.storms.map((storm) => {
          const { lon, lat } = storm.track.at(-1)!
          return point([lon, lat], { text: words.storm(storm) })
        }),
      ),
      paints: [
        { kind: 'point', ink: 'text', radius: 7, hollow: true },
        { kind: 'label', field: 'text', side: 'above' },
      ],
    },
  ]
}

export const observedOverlays = (seen: Observed, words: Words): MapOverlay[] => [
  gauges(seen, words),
  ...storms(seen, words),
  quakes(seen, words),
]

/** The box of everything told; null where nothing has a place. */
export function observedBox(seen: Observed): Box | null {
  const places = [
    ...seen.stations.flatMap(({ place }) => (place ? [[place.lon!, place.lat!]] : [])),
    ...seen.quakes.map(({ place }) => [place.lon!, place.lat!]),
    ...seen.storms.flatMap(({ track, forecasts }) =>
      [...track, ...forecasts.flatMap(({ points }) => points)].map(({ lon, lat }) => [lon, lat]),
    ),
  ]
  const box = boxOfGeometry({ type: 'MultiPoint', coordinates: places as Position[] })
  if (!box) return null
  const [west, south, east, north] = box
  const edge = Math.max(AROUND, EDGE * Math.max(east - west, north - south))
  return [west - edge, south - edge, east + edge, north + edge]
}

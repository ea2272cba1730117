/** A storm as overlays: what it swept, its track by strength, its winds now, districts by the force in them. Pure. */
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { MapOverlay, OverlayPaint, Tone } from '@/map'
import type { Analysis } from '../types'
import { circles, FORCE_INK, FORCES, forceAt, GRADES, type Moment, type Storm, type Touched } from './storm'

const byForce: Tone = { by: 'force', steps: FORCES.map((force) => [force, FORCE_INK[force]] as const) }
const byWind: Tone = { by: 'wind', steps: GRADES.map(({ from, ink }) => [from, ink] as const), none: 'muted' }

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })
const feature = (geometry: Geometry, properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  geometry,
  properties,
})

export function sweptOverlay(answer: Analysis): MapOverlay {
  const swept = answer.shapes.features.filter(({ properties }) => properties.role === 'swept')
  return {
    id: 'storm-swept',
    low: true,
    data: collection(
      swept.map((one) => feature(one.geometry as unknown as Geometry, { force: one.properties.force })),
    ),
    paints: [
      { kind: 'fill', ink: byForce, opacity: 0.08 },
      { kind: 'line', ink: byForce, width: 1, opacity: 0.5 },
    ],
  }
}

/** What is behind the storm is drawn strong, what lies ahead of it faint. */
export function trackOverlays(storm: Storm, now: number, label: (at: number) => string): MapOverlay[] {
  const steps = storm.moments.slice(1).map((to, index) => {
    const from = storm.moments[index] as Moment
    const line: Geometry = { type: 'LineString', coordinates: [[from.lon, from.lat], [to.lon, to.lat]] } // prettier-ignore
    return feature(line, { wind: to.wind ?? from.wind, past: to.at <= now })
  })
  const points = storm.points.map(({ at, lon, lat, wind }, index) =>
    feature(
      { type: 'Point', coordinates: [lon, lat] },
      { at, wind, text: index === 0 || startsDay(at) ? label(at) : '', past: at <= now },
    ),
  )
  const line: OverlayPaint[] = [
    { kind: 'line', ink: 'ground', width: 5 },
    { kind: 'line', ink: byWind, width: 3, only: { past: true } },
    { kind: 'line', ink: byWind, width: 2, dashed: true, only: { past: false } },
  ]
  return [
    { id: 'storm-track', data: collection(steps), paints: line },
    {
      id: 'storm-points',
      data: collection(points),
      paints: [
        { kind: 'point', ink: byWind, radius: 4 },
        { kind: 'label', field: 'text', side: 'above' },
      ],
      selectable: true,
    },
  ]
}

/** Midnight of the place where the screen stands. */
const startsDay = (at: number) => new Date(at).getHours() < 6

export function windsOverlay(moment: Moment): MapOverlay {
  return {
    id: 'storm-winds',
    low: true,
    data: collection(circles(moment)),
    paints: [
      { kind: 'fill', ink: byForce, opacity: 0.16 },
      { kind: 'line', ink: byForce, width: 2 },
    ],
  }
}

/** Districts take the colour of the force that blows in them now. */
export function districtsOverlay(answer: Analysis, districts: readonly Touched[], now: number): MapOverlay {
  const shapes = answer.shapes.features.filter(({ properties }) => properties.role === 'district')
  const features = shapes.flatMap((one, index) => {
    const district = districts[index]
    const force = district ? forceAt(district, now) : 0
    return district
      ? [feature(one.geometry as unknown as Geometry, { force, key: district.key, blows: force > 0 })]
      : []
  })
  return {
    id: 'storm-districts',
    data: collection(features),
    low: true,
    paints: [
      { kind: 'fill', ink: byForce, opacity: 0.45, only: { blows: true } },
      { kind: 'line', ink: 'text', width: 1, opacity: 0.7 },
    ],
    selectable: true,
  }
}

/** The city one looks for, by its name. */
export function cityOverlay(centre: readonly number[] | undefined, name: string): MapOverlay[] {
  if (!centre) return []
  const point = feature({ type: 'Point', coordinates: [...centre] }, { name })
  return [
    {
      id: 'storm-city',
      data: collection([point]),
      paints: [
        { kind: 'point', ink: 'text', radius: 3 },
        { kind: 'label', field: 'name', side: 'above', size: 14, over: true },
      ],
    },
  ]
}

export function chosenPlace(answer: Analysis, place: Touched | null): MapOverlay[] {
  if (!place) return []
  const shape = answer.shapes.features.find(
    ({ properties }) => properties.role === 'district' && properties.zh === place.zh,
  )
  const geometry: Geometry =
    place.what === 'district' && shape
      ? (shape.geometry as unknown as Geometry)
      : { type: 'Point', coordinates: [place.lon, place.lat] }
  return [
    {
      id: 'storm-chosen',
      data: collection([feature(geometry, {})]),
      paints: [
        { kind: 'line', ink: 'accent', width: 2.5 },
        { kind: 'point', ink: 'accent', radius: 8, hollow: true },
      ],
    },
  ]
}

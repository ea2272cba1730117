/** Incidents, units and places as GeoJSON for their sources. Pure. */
import type { Feature, FeatureCollection, Point } from 'geojson'
import type { Grade } from '@/api'
import type { LonLat, MapIncident, MapPlace, MapUnit, Selection } from './types'

export function rank(grade: Grade | null): number {
  return grade ? ['I', 'II', 'III', 'IV'].indexOf(grade) + 1 : 5
}

function point(object: { id: string; lon: number; lat: number }, properties: object): Feature<Point> {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [object.lon, object.lat] },
    properties: { ...properties, id: object.id },
  }
}

const collection = (features: Feature<Point>[]): FeatureCollection<Point> => ({
  type: 'FeatureCollection',
  features,
})

/** The selected incident stands apart, so that no cluster swallows it. */
export function incidentData(incidents: readonly MapIncident[], selected: Selection | null) {
  return collection(
    incidents
      .filter((incident) => !(selected?.kind === 'incident' && selected.id === incident.id))
      .map((incident) => point(incident, { title: incident.title, rank: rank(incident.grade) })),
  )
}

/** The units that are named. */
export function unitData(units: readonly MapUnit[]) {
  return collection(
    units.map((unit) => {
      const arrow = unit.course !== null && unit.course !== undefined
      return point(unit, {
        label: unit.label,
        note: unit.note ?? '',
        lost: unit.freshness === 'lost',
        image: `unit-${unit.freshness}-${arrow ? 'arrow' : (unit.icon ?? 'truck')}`,
        course: unit.course ?? 0,
      })
    }),
  )
}

export function placeData(places: readonly MapPlace[]) {
  return collection(
    places.map((place) => point(place, { label: place.label ?? '', image: `place-${place.icon}` })),
  )
}

/** Where signs of units stand too close: how many there are. */
export function crowdData(crowds: readonly { place: LonLat; count: number }[]) {
  return collection(
    crowds.map(({ place: [lon, lat], count }, index) => point({ id: `crowd-${index}`, lon, lat }, { count })),
  )
}

/** The way the chosen unit came; two places make a line. */
export function trailData(places: LonLat[]): FeatureCollection {
  const line = { type: 'LineString' as const, coordinates: places }
  return {
    type: 'FeatureCollection',
    features: places.length > 1 ? [{ type: 'Feature', geometry: line, properties: {} }] : [],
  }
}

/** The selected object: a ring around it, and the incident's own mark. The ring of a unit moves with it. */
export function selectedData(
  selected: Selection | null,
  objects: { incident: readonly MapIncident[]; place: readonly MapPlace[] },
) {
  if (!selected || selected.kind === 'overlay' || selected.kind === 'unit') return collection([])
  if (selected.kind === 'incident') {
    const incident = objects.incident.find((one) => one.id === selected.id)
    const mark = incident && { kind: 'incident', title: incident.title, rank: rank(incident.grade) }
    return collection(incident ? [point(incident, mark!)] : [])
  }
  const found = objects[selected.kind].find((one) => one.id === selected.id)
  return collection(found ? [point(found, { kind: selected.kind })] : [])
}

/** States as objects of the map. Pure. */
import type { Feature, FeatureCollection, LineString } from 'geojson'
import type { Box, MapIncident, MapOverlay, MapPlace, MapUnit, PlaceIcon, UnitIcon } from '@/map'
import { isBusy } from './forces'
import { freshnessOf, spotOf, type Heard } from './freshness'
import { isOpen } from './steps'
import type { Incident, Report, Resource, ResourceKind, Unit } from './types'

const UNIT_ICONS: Record<string, UnitIcon> = {
  fire_engine: 'fire',
  ladder_truck: 'fire',
  rescue_truck: 'fire',
  hazmat_truck: 'fire',
  fire_command: 'fire',
  ambulance: 'ambulance',
  medical_rescue: 'ambulance',
  patrol_car: 'police',
  traffic_police: 'police',
  special_police: 'police',
  pump_truck: 'water',
  water_repair: 'water',
  power_repair: 'power',
  flood_boat: 'boat',
  patrol_vessel: 'boat',
  sea_rescue: 'boat',
  emergency_team: 'team',
  tree_crew: 'team',
  geo_team: 'team',
  drone_team: 'team',
}

const PLACE_ICONS: Record<ResourceKind, PlaceIcon> = {
  hospital: 'hospital',
  shelter: 'shelter',
  station: 'station',
  hazard_source: 'hazard',
  protection_target: 'protection',
  depot: 'depot',
  camera: 'camera',
  team: 'team',
  expert: 'expert',
}

export function unitIcon(kind: string): UnitIcon {
  return UNIT_ICONS[kind] ?? 'truck'
}

export function placeIcon(kind: ResourceKind): PlaceIcon {
  return PLACE_ICONS[kind] ?? 'pin'
}

/** Open incidents, and the chosen one even when it is finished. */
export function mapIncidents(incidents: readonly Incident[], chosen: string | null): MapIncident[] {
  return incidents.flatMap(({ id, place, title, grade, ...rest }) =>
    place && (id === chosen || isOpen(rest)) ? [{ id, lon: place.lon, lat: place.lat, title, grade }] : [],
  )
}

export interface UnitView {
  busy: boolean
  idle: boolean
  chosen: string | null
  lost: ReadonlySet<string>
  now: number
  note: (unit: Unit) => string
  heard: Heard
}

export function mapUnits(units: readonly Unit[], view: UnitView): MapUnit[] {
  return units.flatMap((unit) => {
    const shown = unit.id === view.chosen || (isBusy(unit) ? view.busy : view.idle)
    const { place, at } = spotOf(unit, view.heard)
    if (!place || !shown) return []
    const moving = unit.status === 'en_route' || unit.status === 'transporting'
    return [
      {
        id: unit.id,
        lon: place.lon,
        lat: place.lat,
        at: at ?? undefined,
        label: unit.call_sign,
        icon: unitIcon(unit.kind),
        course: moving ? unit.heading_deg : null,
        freshness: freshnessOf(unit, view.lost, view.now, view.heard),
        note: view.note(unit),
      },
    ]
  })
}

const inside = (box: Box, lon: number, lat: number) =>
  lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3]

/** Resources of the wanted kinds in the box; more than a map can show are cut by the caller's box. */
export function mapResources(
  resources: readonly Resource[],
  kinds: ReadonlySet<string>,
  box: Box | null,
  name: (resource: Resource) => string,
): MapPlace[] {
  if (!box || !kinds.size) return []
  return resources.flatMap((resource) => {
    const place = resource.place
    if (!place || !kinds.has(resource.kind) || !inside(box, place.lon, place.lat)) return []
    const icon = placeIcon(resource.kind)
    return [{ id: resource.id, lon: place.lon, lat: place.lat, icon, label: name(resource) }]
  })
}

export function mapReports(reports: readonly Report[]): MapPlace[] {
  return reports.flatMap(({ id, place, number }) =>
    place ? [{ id, lon: place.lon, lat: place.lat, icon: 'pin' as const, label: number }] : [],
  )
}

/** A thin line from each unit under way to where it is sent. */
export function ways(
  units: readonly Unit[],
  incidents: readonly Incident[],
  heard: Heard = null,
): MapOverlay {
  const places = new Map(incidents.map((incident) => [incident.id, incident.place]))
  const features: Feature<LineString>[] = []
  for (const unit of units) {
    const goal = unit.incident_id ? places.get(unit.incident_id) : null
    if (!goal || (unit.status !== 'en_route' && unit.status !== 'assigned')) continue
    const { place } = spotOf(unit, heard)
    if (!place) continue
    const coordinates = [
      [place.lon, place.lat],
      [goal.lon, goal.lat],
    ]
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } })
  }
  const data: FeatureCollection = { type: 'FeatureCollection', features }
  return { id: 'ways', data, paints: [{ kind: 'line', ink: 'muted', width: 1, dashed: true, opacity: 0.6 }] }
}

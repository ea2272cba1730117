/**
 * A wall is read by everybody in the hall, guests included: of a restricted incident it shows kind and district and
 * nothing else. Pure.
 */
import type { AreaName, Alarm, Clock, Incident, IncidentState, Kind, Unit } from '../../board/model/types'
import type { Grade, Place } from '@/api'

export interface WallIncident {
  id: string
  restricted: boolean
  kind: Kind | null
  district: AreaName | null
  /** Null when restricted. */
  title: string | null
  town: AreaName | null
  grade: Grade | null
  state: IncidentState | null
  place: Place | null
  since: string | null
  units: number | null
  clocks: Clock[]
}

export function wallIncident(incident: Incident): WallIncident {
  const restricted = incident.label === 'restricted'
  const open = <T>(value: T): T | null => (restricted ? null : value)
  return {
    id: incident.id,
    restricted,
    kind: incident.kind,
    district: incident.area.district,
    title: open(incident.title),
    town: open(incident.area.town),
    grade: open(incident.grade),
    state: open(incident.state),
    place: open(incident.place),
    since: open(incident.occurred_at),
    units: open(incident.units.length),
    clocks: restricted ? [] : incident.clocks,
  }
}

/** Units at a restricted incident would give its place away. */
export function mayShow(unit: Pick<Unit, 'incident_id'>, restricted: ReadonlySet<string>): boolean {
  return !unit.incident_id || !restricted.has(unit.incident_id)
}

/** Alarms whose words name an incident: they are shown only when that incident may be read here. */
const TELLS_INCIDENT = new Set(['grade-high', 'clock-overdue', 'incident-unassigned'])

/** False when the words of an alarm could tell of an incident that this wall must not tell of. */
export function maySay(
  alarm: Pick<Alarm, 'kind' | 'about'>,
  known: ReadonlySet<string>,
  restricted: ReadonlySet<string>,
): boolean {
  if (alarm.about.some((id) => restricted.has(id))) return false
  return !TELLS_INCIDENT.has(alarm.kind) || alarm.about.some((id) => known.has(id))
}

/** How much a unit's position can be trusted. Pure. */
import type { LivePositions } from '@/live'
import type { Freshness } from '@/map'
import { isBusy } from './forces'
import type { Alarm, Unit } from './types'

/** A position is fresh for this long (look.md). */
export const FRESH_S = 30

/** What devices say; null on a board of the past and where units may not be read. */
export type Heard = LivePositions['positions'] | null

export interface Spot {
  place: { lon: number; lat: number } | null
  /** Milliseconds; null when the unit has no position of its own and stands at its station. */
  at: number | null
  /** By one of its devices. */
  live: boolean
}

/** Where a unit is: by its own record or by its devices, whichever is newer. */
export function spotOf(unit: Pick<Unit, 'id' | 'place' | 'position_at'>, heard: Heard): Spot {
  const at = unit.position_at ? Date.parse(unit.position_at) : null
  const device = heard?.deviceOf(unit.id) ?? -1
  if (!heard || device < 0 || heard.atOf(device) < (at ?? 0)) return { place: unit.place, at, live: false }
  const place = { lon: heard.lonOf(device), lat: heard.latOf(device) }
  return { place, at: heard.atOf(device), live: true }
}

/** Seconds since the position; null when the unit has none of its own and stands at its station. */
export function positionAge(
  unit: Pick<Unit, 'id' | 'place' | 'position_at'>,
  now: number,
  heard: Heard = null,
): number | null {
  const { at } = spotOf(unit, heard)
  return at === null ? null : Math.max(0, (now - at) / 1000)
}

/** A unit counts as lost while it is flagged so or an alarm says it; age alone makes it stale. */
export function freshnessOf(
  unit: Unit,
  lost: ReadonlySet<string>,
  now: number,
  heard: Heard = null,
): Freshness {
  if (unit.no_contact_since || lost.has(unit.id)) return 'lost'
  const age = positionAge(unit, now, heard)
  if (age === null) return isBusy(unit) ? 'stale' : 'fresh'
  return age <= FRESH_S ? 'fresh' : 'stale'
}

/** Units that are flagged as silent, or that an open alarm calls out of contact. */
export function lostUnits(alarms: readonly Alarm[], units: readonly Unit[] = []): Set<string> {
  const silent = units.filter((unit) => unit.no_contact_since).map(({ id }) => id)
  const open = alarms.filter((alarm) => alarm.kind === 'unit-lost-contact' && !alarm.cleared_at)
  return new Set([...silent, ...open.flatMap((alarm) => alarm.about)])
}

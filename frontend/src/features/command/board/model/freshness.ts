/** How much a unit's position can be trusted. Pure. */
import type { Freshness } from '@/map'
import { isBusy } from './forces'
import type { Alarm, Unit } from './types'

/** A position is fresh for this long (look.md). */
export const FRESH_S = 30

/** Seconds since the position; null when the unit has none of its own and stands at its station. */
export function positionAge(unit: Pick<Unit, 'position_at'>, now: number): number | null {
  return unit.position_at ? Math.max(0, (now - Date.parse(unit.position_at)) / 1000) : null
}

/** A unit counts as lost while an alarm says so; age alone makes it stale. */
export function freshnessOf(unit: Unit, lost: ReadonlySet<string>, now: number): Freshness {
  if (lost.has(unit.id)) return 'lost'
  const age = positionAge(unit, now)
  if (age === null) return isBusy(unit) ? 'stale' : 'fresh'
  return age <= FRESH_S ? 'fresh' : 'stale'
}

/** Units an open alarm calls out of contact. */
export function lostUnits(alarms: readonly Alarm[]): Set<string> {
  const open = alarms.filter((alarm) => alarm.kind === 'unit-lost-contact' && !alarm.cleared_at)
  return new Set(open.flatMap((alarm) => alarm.about))
}

/** What a choice of units means: how far needs are met, whether it is what was recommended. Pure. */
import type { FleetUnit, NeedMet, Reason, Recommendation, RejectedUnit } from './types'

/** Reasons a dispatcher may know better than the table; a unit that is busy or off duty stays out. */
const OVERRULED: ReadonlySet<Reason> = new Set([
  'lacks_capability',
  'crew_too_small',
  'no_position',
  'unreachable_by_road',
])

export function mayOverrule(unit: Pick<RejectedUnit, 'reason'>): boolean {
  return OVERRULED.has(unit.reason)
}

export function isRecommended(chosen: ReadonlySet<string>, picks: readonly string[]): boolean {
  return chosen.size === picks.length && picks.every((id) => chosen.has(id))
}

type Able = Pick<FleetUnit, 'id' | 'capabilities' | 'crew'>
type Need = Pick<NeedMet, 'capability' | 'count' | 'min_crew' | 'shared' | 'sent'>

function meets(unit: Able, need: Need): boolean {
  return unit.capabilities.includes(need.capability) && (unit.crew ?? need.min_crew) >= need.min_crew
}

/** How many units each need has, those sent before among them; a unit counts once, but for shared needs. */
export function covered(needs: readonly Need[], units: readonly Able[]): number[] {
  const held = new Map<string, number>()
  const of = (need: number) => [...held.values()].filter((each) => each === need).length
  const wanted = (need: number) => Math.max(0, needs[need]!.count - needs[need]!.sent.length)

  /** Gives a unit a need, moving others to another of theirs where that helps. */
  function place(unit: Able, tried: Set<number>): boolean {
    for (const [index, need] of needs.entries()) {
      if (need.shared || tried.has(index) || !meets(unit, need)) continue
      tried.add(index)
      if (of(index) < wanted(index)) {
        held.set(unit.id, index)
        return true
      }
      for (const other of units) {
        if (held.get(other.id) !== index) continue
        if (place(other, tried)) {
          held.set(unit.id, index)
          return true
        }
      }
    }
    return false
  }

  for (const unit of units) place(unit, new Set())
  return needs.map((need, index) => {
    const going = need.shared ? units.filter((unit) => meets(unit, need)).length : of(index)
    return Math.min(need.count, need.sent.length + going)
  })
}

/** All units of an answer by id: those ranked and those rejected. */
export function unitsOf(found: Recommendation): Map<string, FleetUnit> {
  return new Map([...found.candidates, ...found.rejected].map((unit) => [unit.id, unit]))
}

/** Rejected units by reason, in the order in which a dispatcher would ask for them. */
const ORDER: readonly Reason[] = [
  'engaged',
  'unreachable_by_road',
  'no_position',
  'crew_too_small',
  'lacks_capability',
  'out_of_service',
  'off_duty',
]

export function byReason(rejected: readonly RejectedUnit[]): { reason: Reason; units: RejectedUnit[] }[] {
  return ORDER.map((reason) => ({ reason, units: rejected.filter((unit) => unit.reason === reason) })).filter(
    ({ units }) => units.length > 0,
  )
}

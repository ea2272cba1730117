/** The queue: incidents in groups by what is to be done, in the order of urgency. Pure. */
import type { Clock, Incident } from './types'

export type GroupName = 'pending' | 'active' | 'controlled' | 'done'
export type SortBy = 'grade' | 'age' | 'newest'

export const GROUPS: readonly GroupName[] = ['pending', 'active', 'controlled', 'done']

const GRADES = ['I', 'II', 'III', 'IV']

export function gradeRank(grade: string | null): number {
  const at = grade ? GRADES.indexOf(grade) : -1
  return at < 0 ? GRADES.length : at
}

export function groupOf(incident: Pick<Incident, 'state'>): GroupName {
  switch (incident.state) {
    case 'reported':
    case 'confirmed':
      return 'pending'
    case 'responding':
      return 'active'
    case 'controlled':
      return 'controlled'
    default:
      return 'done'
  }
}

const age = (one: Incident, other: Incident) => Date.parse(one.occurred_at) - Date.parse(other.occurred_at)

const ORDERS: Record<SortBy, (one: Incident, other: Incident) => number> = {
  grade: (one, other) => gradeRank(one.grade) - gradeRank(other.grade) || age(one, other),
  age,
  newest: (one, other) => age(other, one),
}

export function groupQueue(
  incidents: readonly Incident[],
  sort: SortBy,
): { name: GroupName; incidents: Incident[] }[] {
  const groups = new Map<GroupName, Incident[]>(GROUPS.map((name) => [name, []]))
  for (const incident of incidents) groups.get(groupOf(incident))!.push(incident)
  return GROUPS.map((name) => ({ name, incidents: groups.get(name)!.sort(ORDERS[sort]) }))
}

/** The clock that runs out first among those that still run. */
export function urgentClock(incident: Pick<Incident, 'clocks'>): Clock | null {
  let first: Clock | null = null
  for (const clock of incident.clocks) {
    if (clock.done_at) continue
    if (!first || Date.parse(clock.due_at) < Date.parse(first.due_at)) first = clock
  }
  return first
}

export interface RunningClock {
  incident: Incident
  clock: Clock
}

/** All clocks that run, the next to run out first. */
export function runningClocks(incidents: readonly Incident[]): RunningClock[] {
  return incidents
    .filter((incident) => groupOf(incident) !== 'done')
    .flatMap((incident) =>
      incident.clocks.filter((clock) => !clock.done_at).map((clock) => ({ incident, clock })),
    )
    .sort((one, other) => Date.parse(one.clock.due_at) - Date.parse(other.clock.due_at))
}

/** What concerns a person: what their organisation or one below it leads or was called in to. Pure. */
import { gradeRank, groupOf, GROUPS } from '../../board/model/queue'
import type { Incident } from '../../board/model/types'

interface Node {
  id: string
  parent_id: string | null
}

/** The gravest first; of one grade what is still to be done, then what began first. */
export function byWeight(incidents: readonly Incident[]): Incident[] {
  const step = (incident: Incident) => GROUPS.indexOf(groupOf(incident))
  return incidents.toSorted(
    (one, other) =>
      gradeRank(one.grade) - gradeRank(other.grade) ||
      step(one) - step(other) ||
      Date.parse(one.occurred_at) - Date.parse(other.occurred_at),
  )
}

/** The organisation and all below it. */
export function below(own: string, organisations: readonly Node[]): Set<string> {
  const children = new Map<string, string[]>()
  for (const { id, parent_id } of organisations) {
    if (parent_id) children.set(parent_id, [...(children.get(parent_id) ?? []), id])
  }
  const found = new Set<string>()
  const open = [own]
  for (let id = open.pop(); id; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(children.get(id) ?? []))
  }
  return found
}

export function concerns(
  incident: Pick<Incident, 'organisation' | 'assigned'>,
  mine: ReadonlySet<string>,
): boolean {
  return mine.has(incident.organisation?.id) || incident.assigned.some(({ id }) => mine.has(id))
}

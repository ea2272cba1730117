/** The life of an incident as steps, and which step may come next. Pure. */
import type { Incident, IncidentState } from './types'

export const STEPS = ['reported', 'confirmed', 'responding', 'controlled', 'closed'] as const
export type Step = (typeof STEPS)[number]

/** The verb of the API that leads to a state. */
export type Verb = 'confirm' | 'respond' | 'control' | 'close'

const NEXT: Record<IncidentState, Verb | null> = {
  reported: 'confirm',
  confirmed: 'respond',
  responding: 'control',
  controlled: 'close',
  closed: null,
  merged: null,
}

export function nextVerb(state: IncidentState): Verb | null {
  return NEXT[state]
}

export function isOpen(incident: Pick<Incident, 'state'>): boolean {
  return incident.state !== 'closed' && incident.state !== 'merged'
}

/** How far the incident is: index into STEPS; a merged one stands where it was. */
export function stepIndex(incident: Pick<Incident, 'state' | 'milestones'>): number {
  const at = STEPS.indexOf(incident.state as Step)
  if (at >= 0) return at
  return STEPS.findLastIndex((step) => incident.milestones[step])
}

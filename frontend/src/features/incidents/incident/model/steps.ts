/** The life of an incident as steps: which are reached, which may follow, which need words. Pure. */
import type { Incident, IncidentState } from '../../shared/types'

export const STEPS = ['reported', 'confirmed', 'responding', 'controlled', 'closed'] as const
export type Step = (typeof STEPS)[number]

/** Verbs of the API. */
export type Verb = 'confirm' | 'respond' | 'control' | 'close' | 'reopen'

const FROM: Record<Verb, readonly IncidentState[]> = {
  confirm: ['reported'],
  respond: ['reported', 'confirmed', 'controlled'],
  control: ['reported', 'confirmed', 'responding'],
  close: ['reported', 'confirmed', 'responding', 'controlled'],
  reopen: ['closed'],
}

const NEXT: Partial<Record<IncidentState, Verb>> = {
  reported: 'confirm',
  confirmed: 'respond',
  responding: 'control',
  controlled: 'close',
  closed: 'reopen',
}

export function nextVerb(state: IncidentState): Verb | null {
  return NEXT[state] ?? null
}

/** Steps besides the usual one: forward over one, or back. */
export function otherVerbs(state: IncidentState): Verb[] {
  return (Object.keys(FROM) as Verb[]).filter(
    (verb) => FROM[verb].includes(state) && verb !== nextVerb(state),
  )
}

/** Whoever goes back, skips or ends says why. */
export function needsReason(verb: Verb, state: IncidentState): boolean {
  return verb === 'reopen' || verb === 'close' || (verb === 'respond' && state === 'controlled')
}

export function isOpen(incident: Pick<Incident, 'state'>): boolean {
  return incident.state !== 'closed' && incident.state !== 'merged'
}

/** How far it has come: index into STEPS; a merged one stands where it was. */
export function stepIndex(incident: Pick<Incident, 'state' | 'milestones'>): number {
  const at = STEPS.indexOf(incident.state as Step)
  return at >= 0 ? at : STEPS.findLastIndex((step) => incident.milestones[step])
}

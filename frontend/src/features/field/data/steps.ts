/** The ways of a unit, and which of them is the next one. Pure; the server holds the same table. */
import type { UnitStatus } from '../types'

const WAYS: Record<UnitStatus, readonly UnitStatus[]> = {
  available: ['en_route', 'out_of_service', 'off_duty'],
  assigned: ['en_route', 'on_scene', 'available', 'out_of_service'],
  en_route: ['on_scene', 'returning', 'available', 'out_of_service'],
  on_scene: ['transporting', 'returning', 'available', 'out_of_service'],
  transporting: ['on_scene', 'returning', 'available', 'out_of_service'],
  returning: ['available', 'en_route', 'out_of_service'],
  out_of_service: ['available', 'off_duty'],
  off_duty: ['available', 'out_of_service'],
}

/** On the way to the scene, there, or back: these units send their position. */
export const MOVING: readonly UnitStatus[] = ['assigned', 'en_route', 'on_scene', 'transporting', 'returning']

/** How far along a mission a status is. */
const RANK: Record<UnitStatus, number> = {
  off_duty: 0,
  out_of_service: 0,
  available: 0,
  assigned: 1,
  en_route: 2,
  on_scene: 3,
  transporting: 3,
  returning: 4,
}

export type StepState = 'done' | 'next' | 'open' | 'later'

export interface Step {
  status: UnitStatus
  state: StepState
}

/** The step that is offered first; none for a unit that waits for a mission. */
export function nextStatus(status: UnitStatus, mission: boolean): UnitStatus | null {
  switch (status) {
    case 'available':
      return mission ? 'en_route' : null
    case 'assigned':
      return 'en_route'
    case 'en_route':
      return 'on_scene'
    case 'on_scene':
    case 'transporting':
      return 'returning'
    default:
      return 'available'
  }
}

/** Three buttons: out, there, done. Off duty and out of service there is only the way back. */
export function steps(status: UnitStatus, mission: boolean): Step[] {
  const next = nextStatus(status, mission)
  if (status === 'out_of_service' || status === 'off_duty') return [{ status: 'available', state: 'next' }]
  const last: UnitStatus = status === 'returning' ? 'available' : 'returning'
  return (['en_route', 'on_scene', last] as const).map((each) => ({
    status: each,
    state: stateOf(each, status, next),
  }))
}

function stateOf(step: UnitStatus, present: UnitStatus, next: UnitStatus | null): StepState {
  if (step === next) return 'next'
  if (step !== 'available' && RANK[step] <= RANK[present]) return 'done'
  return present === 'available' && step === 'en_route' ? 'open' : 'later'
}

/** What else may be reported from here: behind a second tap. */
export function otherStatuses(status: UnitStatus, mission: boolean): UnitStatus[] {
  const shown = steps(status, mission)
    .filter((step) => step.state === 'next' || step.state === 'open')
    .map((step) => step.status)
  return WAYS[status].filter((each) => !shown.includes(each))
}

/** Forms of geofences and rules: what stands in the fields, and what is sent. Pure. */
import type { LonLat } from '@/map'
import { cornersOf, shapeFor } from './fence'
import type {
  Fence,
  FenceIn,
  FenceKind,
  FencePatch,
  Hours,
  Rule,
  RuleEvent,
  RuleIn,
  RulePatch,
} from '../types'

export const EVENTS = [
  'enter',
  'exit',
  'dwell',
  'inside',
  'outside',
  'speed',
] as const satisfies readonly RuleEvent[]
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
export const WORKDAYS: Hours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }

export interface FenceFields {
  name: string
  kind: FenceKind
  corners: LonLat[]
  radius_m: number | null
  width_m: number | null
  margin_m: number
  hours: Hours | null
  active: boolean
  sight: 'open' | 'internal'
}

export function blankFence(kind: FenceKind): FenceFields {
  return {
    name: '',
    kind,
    corners: [],
    radius_m: null,
    width_m: kind === 'corridor' ? 100 : null,
    margin_m: 60,
    hours: null,
    active: true,
    sight: 'open',
  }
}

export function fieldsOf(fence: Fence): FenceFields {
  const { name, kind, radius_m, width_m, margin_m, hours, active, sight } = fence
  return { name, kind, corners: cornersOf(fence), radius_m, width_m, margin_m, hours, active, sight }
}

export function fenceIn(fields: FenceFields): FenceIn {
  const { corners, ...rest } = fields
  return { ...rest, name: fields.name.trim(), shape: shapeFor(fields.kind, corners) }
}

/** Only what differs from what stood there. */
export function fenceChanges(fields: FenceFields, fence: Fence): FencePatch {
  const before = fieldsOf(fence)
  const changes: FencePatch = {}
  for (const name of ['name', 'radius_m', 'width_m', 'margin_m', 'hours', 'active'] as const)
    if (JSON.stringify(fields[name]) !== JSON.stringify(before[name]))
      Object.assign(changes, { [name]: fields[name] })
  if (JSON.stringify(fields.corners) !== JSON.stringify(before.corners))
    changes.shape = shapeFor(fields.kind, fields.corners)
  return changes
}

export type RuleFields = Required<Omit<RuleIn, 'minutes' | 'limit_kmh' | 'hours'>> & {
  minutes: number
  limit_kmh: number
  hours: Hours | null
}

export const timed = (event: RuleEvent) => event === 'dwell' || event === 'inside' || event === 'outside'

/** Staying takes a while; where nobody must be, nobody is let. */
export const usualMinutes = (event: RuleEvent) => (event === 'dwell' ? 10 : 0)

export function blankRule(fence: string | null): RuleFields {
  return {
    name: '',
    event: 'enter',
    fences: fence ? [fence] : [],
    minutes: usualMinutes('enter'),
    limit_kmh: 40,
    units: [],
    organisations: [],
    kinds: [],
    hours: null,
    alarm: true,
    severity: 'yellow',
    active: true,
  }
}

export function ruleFields(rule: Rule): RuleFields {
  const { name, event, fences, units, organisations, kinds, hours, alarm, severity, active } = rule
  const limits = { minutes: rule.minutes ?? usualMinutes(event), limit_kmh: rule.limit_kmh ?? 40 }
  return { name, event, fences, units, organisations, kinds, hours, alarm, severity, active, ...limits }
}

export function ruleIn(fields: RuleFields): RuleIn {
  return {
    ...fields,
    name: fields.name.trim(),
    minutes: timed(fields.event) ? fields.minutes : null,
    limit_kmh: fields.event === 'speed' ? fields.limit_kmh : null,
  }
}

/** What a rule watches for stays. */
export function rulePatch(fields: RuleFields): RulePatch {
  const { event, ...rest } = ruleIn(fields)
  return event ? (rest as RulePatch) : {}
}

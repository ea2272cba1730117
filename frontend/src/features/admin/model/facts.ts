/** Facts for the auditor: what they are about, what they changed. Pure. */
import type { Names } from '@/api'
import type { AuditFact } from './types'

/** Nouns a list may be narrowed to, the parts of the system in floor order. */
export const NOUNS = [
  'session',
  'account',
  'post',
  'role',
  'token',
  'organisation',
  'unit',
  'resource',
  'duty',
  'report',
  'incident',
  'link',
  'file',
  'alarm',
  'wall',
  'scope',
  'journal',
] as const

const TITLES = ['number', 'call_sign', 'username', 'name', 'zh', 'title', 'code'] as const

/** `incident.phone_reported` → noun and verb. */
export function partsOf(kind: string): { noun: string; verb: string } {
  const [noun = kind, verb = ''] = kind.split('.')
  return { noun, verb }
}

/** What a state calls its subject; names in two languages are left to the screen. */
export function calledBy(state: AuditFact['state']): string | Names | null {
  if (!state) return null
  if (typeof state.zh === 'string' && typeof state.en === 'string') return { zh: state.zh, en: state.en }
  for (const name of TITLES) {
    const value = state[name]
    if (typeof value === 'string' && value) return value
    if (isNames(value)) return value
  }
  return null
}

export function isNames(value: unknown): value is Names {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value
}

export interface Change {
  field: string
  before: unknown
  after: unknown
}

/** Fields that differ between two states, by name; of a first state all that is set. */
export function changesBetween(before: AuditFact['state'], after: AuditFact['state']): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...fields]
    .map((field) => ({ field, before: before?.[field], after: after?.[field] }))
    .filter((change) => !same(change.before, change.after))
    .filter((change) => before !== null || !isBlank(change.after))
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** The latest earlier fact of the same subject among a page that may hold others about it. */
export function beforeOf(fact: AuditFact, page: readonly AuditFact[]): AuditFact | null {
  return page.find((one) => one.subject === fact.subject && one.seq < fact.seq) ?? null
}

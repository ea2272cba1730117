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

/** A step into a state: a field, or an entry of a list by what it is called. */
export type Step = string | Names

export interface Change {
  path: Step[]
  before: unknown
  after: unknown
}

/** Deeper than this a value is shown as it is. */
const DEEPEST = 3

/** What differs between two states, as deep as people read; of a first state all that is set. */
export function changesBetween(before: AuditFact['state'], after: AuditFact['state']): Change[] {
  const found = differences([], before ?? {}, after ?? {})
  return before === null ? found.filter((change) => !isBlank(change.after)) : found
}

function differences(path: Step[], before: unknown, after: unknown): Change[] {
  if (same(before, after)) return []
  const alike = path.length === 0 || sameThing(before, after)
  if (path.length < DEEPEST && alike && isObject(before) && isObject(after)) {
    const fields = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...fields].flatMap((field) => differences([...path, field], before[field], after[field]))
  }
  if (path.length < DEEPEST && isEntries(before) && isEntries(after)) return entries(path, before, after)
  return [{ path, before, after }]
}

/** Lists of things with an identity are compared thing by thing. */
function entries(path: Step[], before: Entry[], after: Entry[]): Change[] {
  const ids = new Set([...before, ...after].map(identity))
  return [...ids].flatMap((id) => {
    const was = before.find((entry) => identity(entry) === id)
    const is = after.find((entry) => identity(entry) === id)
    if (!was || !is) return [{ path, before: was, after: is }]
    return differences([...path, calledBy(is) ?? String(id)], was, is)
  })
}

type Entry = Record<string, unknown>

function isObject(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function identity(entry: Entry): unknown {
  return entry.id ?? entry.code
}

function isEntries(value: unknown): value is Entry[] {
  return Array.isArray(value) && value.every((entry) => isObject(entry) && identity(entry) !== undefined)
}

/** Another organisation in the same field is another value, not a changed organisation. */
function sameThing(before: unknown, after: unknown): boolean {
  return isObject(before) && isObject(after) && identity(before) === identity(after)
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

/** What the list is narrowed to, as it stands in the address: a link shows a colleague the same list. Pure. */
import type { LocationQuery } from 'vue-router'
import type { Grade } from '@/api'

export const STATES = [
  'open',
  'reported',
  'confirmed',
  'responding',
  'controlled',
  'closed',
  'merged',
  '',
] as const
export type StateFilter = (typeof STATES)[number]

/** Hours back from now; 0: all. */
export const SPANS = [24, 168, 720, 0] as const

export interface Filters {
  q: string
  state: StateFilter
  kind: string
  grade: Grade | ''
  organisation: string
  hours: number
  /** West, south, east, north, when the list is cut to the map. */
  bbox: string
}

export const EVERYTHING: Filters = {
  q: '',
  state: 'open',
  kind: '',
  grade: '',
  organisation: '',
  hours: 0,
  bbox: '',
}

const text = (value: LocationQuery[string] | undefined) => (typeof value === 'string' ? value : '')

export function fromAddress(query: LocationQuery): Filters {
  const state = query.state === undefined ? 'open' : (text(query.state) as StateFilter)
  const grade = text(query.grade)
  const hours = Number(text(query.hours))
  return {
    q: text(query.q),
    state: STATES.includes(state) ? state : 'open',
    kind: /^\d{1,5}$/.test(text(query.kind)) ? text(query.kind) : '',
    grade: (['I', 'II', 'III', 'IV'].includes(grade) ? grade : '') as Filters['grade'],
    organisation: text(query.organisation),
    hours: SPANS.includes(hours as (typeof SPANS)[number]) ? hours : 0,
    bbox: text(query.bbox),
  }
}

/** Only what differs from the plain list; an emptied state is said, since open is what is shown without a word. */
export function toAddress(filters: Filters): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of Object.keys(EVERYTHING) as (keyof Filters)[])
    if (filters[name] !== EVERYTHING[name]) found[name] = String(filters[name])
  return found
}

export function toQuery(filters: Filters, now: number): Record<string, string> {
  const { hours, ...rest } = filters
  const found = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''))
  if (!hours) return found
  // To the minute: the same list asked twice is the same question.
  const from = new Date(Math.floor((now - hours * 3_600_000) / 60_000) * 60_000)
  return { ...found, from: from.toISOString() }
}

/** What the list of facts is narrowed to, as it stands in the address. Pure. */
import type { LocationQuery } from 'vue-router'

/** Hours back from now; 0: all. */
export const SPANS = [1, 24, 168, 720, 0] as const

export interface AuditFilters {
  kind: string
  /** Name or id of whoever did it. */
  actor: string
  /** Id of what it was done to. */
  subject: string
  hours: number
  /** Local day `2026-11-22`; with one, `hours` is without meaning. */
  day: string
}

export const EVERYTHING: AuditFilters = { kind: '', actor: '', subject: '', hours: 24, day: '' }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const DAY = /^\d{4}-\d{2}-\d{2}$/
const text = (value: LocationQuery[string] | undefined) => (typeof value === 'string' ? value : '')

export function fromAddress(query: LocationQuery): AuditFilters {
  const hours = Number(text(query.hours) || EVERYTHING.hours)
  const fitting = (value: string, pattern: RegExp) => (pattern.test(value) ? value : '')
  return {
    kind: fitting(text(query.kind), /^[a-z_]+(\.[a-z_]+)?$/),
    actor: text(query.actor).slice(0, 100),
    subject: fitting(text(query.subject), UUID),
    hours: SPANS.includes(hours as (typeof SPANS)[number]) ? hours : EVERYTHING.hours,
    day: fitting(text(query.day), DAY),
  }
}

export function toAddress(filters: AuditFilters): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of Object.keys(EVERYTHING) as (keyof AuditFilters)[])
    if (filters[name] !== EVERYTHING[name]) found[name] = String(filters[name])
  return found
}

/** As the server asks for it. `now` in milliseconds; a day is one of the place where the screen stands. */
export function toQuery(filters: AuditFilters, now: number): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of ['kind', 'actor', 'subject'] as const)
    if (filters[name].trim()) found[name] = filters[name].trim()
  if (filters.day) {
    const start = new Date(`${filters.day}T00:00:00`)
    const end = new Date(start)
    end.setDate(end.getDate() + 1)
    return { ...found, from: start.toISOString(), to: end.toISOString() }
  }
  if (!filters.hours) return found
  // To the minute: the same list asked twice is the same question.
  const from = new Date(Math.floor((now - filters.hours * 3_600_000) / 60_000) * 60_000)
  return { ...found, from: from.toISOString() }
}

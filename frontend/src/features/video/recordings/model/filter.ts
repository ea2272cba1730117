/** What a list of recordings is narrowed to, as it stands in the address. Pure. */
import type { RecordingState } from '../types'

export const STATES: readonly RecordingState[] = ['running', 'closing', 'kept', 'erased']
const PLAIN = ['room', 'incident', 'source'] as const
/** Days as a field of a form gives them. */
const DAY = /^\d{4}-\d\d-\d\d$/

export interface Narrowed {
  room: string | null
  incident: string | null
  source: string | null
  state: RecordingState | null
  /** First and last day, local. */
  from: string | null
  to: string | null
}

export function narrowedBy(query: Record<string, unknown>): Narrowed {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] ? query[name] : null)
  const day = (name: string) => (DAY.test(text(name) ?? '') ? text(name) : null)
  const plain = Object.fromEntries(PLAIN.map((name) => [name, text(name)]))
  const state = STATES.find((one) => one === query.state) ?? null
  return { ...(plain as Pick<Narrowed, (typeof PLAIN)[number]>), state, from: day('from'), to: day('to') }
}

/** As the server takes it: days become the moments between which a recording must lie. */
export function asked({ from, to, ...rest }: Narrowed) {
  const start = from ? new Date(`${from}T00:00:00`) : null
  const end = to ? new Date(`${to}T00:00:00`) : null
  end?.setDate(end.getDate() + 1)
  return { ...rest, from: start?.toISOString() ?? null, to: end?.toISOString() ?? null }
}

export const isNarrowed = (narrowed: Narrowed) => Object.values(narrowed).some((value) => value !== null)

/** What the list of accounts is narrowed to, as it stands in the address. Pure. */
import type { LocationQuery } from 'vue-router'

export interface AccountFilters {
  q: string
  organisation: string
  state: 'all' | 'active' | 'disabled'
}

export const EVERYBODY: AccountFilters = { q: '', organisation: '', state: 'all' }
const text = (value: LocationQuery[string] | undefined) => (typeof value === 'string' ? value : '')

export function fromAddress(query: LocationQuery): AccountFilters {
  const state = text(query.state)
  return {
    q: text(query.q).slice(0, 100),
    organisation: /^[0-9a-f-]{36}$/i.test(text(query.organisation)) ? text(query.organisation) : '',
    state: state === 'active' || state === 'disabled' ? state : 'all',
  }
}

export function toAddress(filters: AccountFilters): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of Object.keys(EVERYBODY) as (keyof AccountFilters)[])
    if (filters[name] !== EVERYBODY[name]) found[name] = filters[name]
  return found
}

export function toQuery({ q, organisation, state }: AccountFilters): Record<string, string | boolean> {
  return {
    ...(q.trim() ? { q: q.trim() } : {}),
    ...(organisation ? { within: organisation } : {}),
    ...(state === 'all' ? {} : { disabled: state === 'disabled' }),
  }
}

/** What can be done with an incident, as calls to the server. */
import { api, type Answer, type Page } from '@/api'
import type { Fact } from '@/live'
import type { Verb } from '../model/steps'
import type { Incident, Label, Report, Resource, Unit } from '../model/types'

const at = (id: string, rest = '') => `/api/incidents/${id}${rest}`

export type Versioned<T> = T & { version: number }
export type Near<T> = T & { distance_m: number }

/** The free ones are picked out of these: the nearest are often busy at the same scene. */
const MOST_NEAR = 60
/** Reports of one incident a list shows; a storm's hundreds are read on its own page. */
const MOST_REPORTS = 50

export interface IncidentChanges {
  title?: string
  kind?: string | null
  grade?: string | null
  address?: string | null
  summary?: string | null
  figures?: Record<string, number>
  location?: { lon: number; lat: number; accuracy_m?: number; source?: string }
}

export interface NewIncident extends IncidentChanges {
  id: string
  title: string
  occurred_at?: string
  reports: string[]
}

export const incidentApi = {
  find: (id: string): Promise<Answer<Versioned<Incident>>> => api.call('GET', at(id)),
  search: (q: string, limit = 8) => api.get<Page<Incident>>('/api/incidents', { query: { q, limit } }),
  create: (body: NewIncident, key: string) => api.post<Incident>('/api/incidents', body, { key }),
  change: (id: string, body: IncidentChanges, ifMatch: string | null) =>
    api.patch<Incident>(at(id), body, { ifMatch }),
  step: (id: string, verb: Verb | 'reopen', body: { reason?: string; note?: string } = {}) =>
    api.post<Incident>(at(id, `/${verb}`), body),
  merge: (id: string, into: string, reason: string) => api.post<Incident>(at(id, '/merge'), { into, reason }),
  unmerge: (id: string, reason: string) => api.post<Incident>(at(id, '/unmerge'), { reason }),
  move: (id: string, organisation_id: string, reason: string) =>
    api.post<Incident>(at(id, '/move'), { organisation_id, reason }),
  assign: (id: string, add: string[], remove: string[], reason?: string) =>
    api.post<Incident>(at(id, '/assign'), { add, remove, ...(reason ? { reason } : {}) }),
  label: (id: string, label: Label, posts: string[], reason: string) =>
    api.post<Incident>(at(id, '/label'), { label, reason, ...(posts.length ? { posts } : {}) }),
  note: (id: string, text: string, key: string) => api.post<Incident>(at(id, '/notes'), { text }, { key }),
  timeline: (id: string, signal: AbortSignal) => api.get<Page<Fact>>(at(id, '/timeline'), { signal }),
  reports: (id: string, signal: AbortSignal) =>
    api.get<Page<Report>>('/api/reports', { query: { incident: id, limit: MOST_REPORTS }, signal }),
  nearbyUnits: (id: string, signal: AbortSignal) =>
    api.get<Page<Near<Unit>>>(at(id, '/nearby'), { query: { what: 'units', limit: MOST_NEAR }, signal }),
  nearbyResources: (id: string, what: 'cameras' | 'resources', signal: AbortSignal) =>
    api.get<Page<Near<Resource>>>(at(id, '/nearby'), { query: { what }, signal }),
}

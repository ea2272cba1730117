/** What can be asked about one incident and done with it, as calls to the server. */
import { api, type Answer, type Page } from '@/api'
import type { Fact } from '@/live'
import type { Attachment, Incident, Label, Report } from '../../shared/types'
import type { Verb } from '../model/steps'

const at = (id: string, rest = '') => `/api/incidents/${id}${rest}`

const PAGE = 100

export const calls = {
  find: (id: string): Promise<Answer<Incident>> => api.call('GET', at(id)),
  search: (q: string, signal: AbortSignal) =>
    api.get<Page<Incident>>('/api/incidents', { query: { q, state: 'open', limit: 20 }, signal }),
  timeline: (id: string, cursor: string | null = null) =>
    api.get<Page<Fact>>(at(id, '/timeline'), { query: { limit: PAGE, cursor } }),
  reports: (id: string) => api.get<Page<Report>>('/api/reports', { query: { incident: id, limit: PAGE } }),
  attachments: (id: string) => api.get<Page<Attachment>>(at(id, '/attachments')),
  attach: (id: string, file: string) =>
    api.post<Attachment>(at(id, '/attachments'), { file_id: file }, { key: file }),
  change: (id: string, body: Record<string, unknown>, version: number) =>
    api.call<Incident>('PATCH', at(id), { body, ifMatch: `"${version}"` }),
  step: (id: string, verb: Verb, body: { reason?: string; note?: string }) =>
    api.post<Incident>(at(id, `/${verb}`), body),
  note: (id: string, text: string, key: string) => api.post<Incident>(at(id, '/notes'), { text }, { key }),
  clockDone: (id: string, code: string) => api.post<Incident>(at(id, `/clocks/${code}/done`), {}),
  merge: (id: string, into: string, reason: string) => api.post<Incident>(at(id, '/merge'), { into, reason }),
  unmerge: (id: string, reason: string) => api.post<Incident>(at(id, '/unmerge'), { reason }),
  move: (id: string, organisation: string, reason: string) =>
    api.post<Incident>(at(id, '/move'), { organisation_id: organisation, reason }),
  assign: (id: string, add: string[], remove: string[], reason?: string) =>
    api.post<Incident>(at(id, '/assign'), { add, remove, ...(reason ? { reason } : {}) }),
  label: (id: string, label: Label, posts: string[], reason: string) =>
    api.post<Incident>(at(id, '/label'), { label, posts, reason }),
  unlink: (report: string, reason: string) => api.post<Report>(`/api/reports/${report}/unlink`, { reason }),
}

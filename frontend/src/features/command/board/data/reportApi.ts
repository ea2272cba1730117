/** What can be done with a report, as calls to the server. */
import { api, type Answer, type Place } from '@/api'
import type { Candidate, RejectReason, Report, Suggestions } from '../model/types'

const at = (id: string, rest = '') => `/api/reports/${id}${rest}`

export type { Candidate, Suggestions }

export interface Draft {
  text?: string
  location?: Place
  address?: string
  occurred_at?: string
  kind?: string
  exclude?: string
}

export const reportApi = {
  find: (id: string): Promise<Answer<Report & { version: number }>> => api.call('GET', at(id)),
  take: (id: string, over: boolean) => api.post<Report>(at(id, '/take'), { over }),
  link: (id: string, incident_id: string) => api.post<Report>(at(id, '/link'), { incident_id }),
  unlink: (id: string, reason: string) => api.post<Report>(at(id, '/unlink'), { reason }),
  reject: (id: string, reason: RejectReason) => api.post<Report>(at(id, '/reject'), { reason }),
  restore: (id: string, reason: string) => api.post<Report>(at(id, '/restore'), { reason }),
  duplicates: (draft: Draft, signal?: AbortSignal) =>
    api.call<{ items: Candidate[] }>('POST', '/api/reports/duplicates', { body: draft, signal }),
  suggest: (text: string) => api.post<Suggestions>('/api/reports/suggest', { text }),
}

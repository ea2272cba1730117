/** What can be done with a report, as calls to the server. */
import { api, type Answer, type Grade, type Names, type Place, type Ref } from '@/api'
import type { IncidentState, Kind, RejectReason, Report, ReportPrivate } from '../model/types'

const at = (id: string, rest = '') => `/api/reports/${id}${rest}`

/** What may be the same event; of other organisations only where and when. */
export type Candidate =
  | {
      target: 'incident' | 'report'
      id: string
      number: string
      title: string | null
      kind: Kind | null
      grade: Grade | null
      state: IncidentState | Report['state']
      distance_m: number | null
      minutes: number
      similarity: number
      score: number
      likely: boolean
      matched: string[]
      organisation: Ref
      place: Place | null
    }
  | { target: 'other'; organisation: Ref; distance_m: number; minutes: number }

export interface Suggestions {
  kinds: (Names & { code: string; score: number })[]
  grades: { grade: Grade; score: number; rule?: Names }[]
}

export interface Draft {
  text?: string
  location?: Place
  address?: string
  occurred_at?: string
  kind?: string
  exclude?: string
}

export const reportApi = {
  find: (id: string): Promise<Answer<Report & { version: number; restricted?: ReportPrivate }>> =>
    api.call('GET', at(id)),
  take: (id: string, over: boolean) => api.post<Report>(at(id, '/take'), { over }),
  link: (id: string, incident_id: string) => api.post<Report>(at(id, '/link'), { incident_id }),
  unlink: (id: string, reason: string) => api.post<Report>(at(id, '/unlink'), { reason }),
  reject: (id: string, reason: RejectReason) => api.post<Report>(at(id, '/reject'), { reason }),
  restore: (id: string, reason: string) => api.post<Report>(at(id, '/restore'), { reason }),
  duplicates: (draft: Draft, signal?: AbortSignal) =>
    api.call<{ items: Candidate[] }>('POST', '/api/reports/duplicates', { body: draft, signal }),
  suggest: (text: string) => api.post<Suggestions>('/api/reports/suggest', { text }),
}

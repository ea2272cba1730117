/** Doors of phones that show what they see: one's own, and those at an incident. */
import { api, type Page, type Schema } from '@/api'

export type OwnPhone = Schema<'OwnPhone'>
export type LivePhone = Schema<'LivePhone'>

const MINE = '/api/phones/mine'
const SDP = 'application/sdp'
const of = (incident: string | null) => (incident ? { incident_id: incident } : {})

export const phoneApi = {
  mine: (incident: string | null) => api.get<OwnPhone>(MINE, { query: of(incident) }),
  start: (take: string, incident: string | null) => api.post<OwnPhone>(MINE, { take, ...of(incident) }),
  stop: (incident: string | null) => api.delete(MINE, { query: of(incident) }),
  async send(source: string, offer: string): Promise<string> {
    const body = new Blob([offer], { type: SDP })
    const answer = await api.call<Blob>('POST', `/api/video/sources/${source}/whip`, { body })
    return answer.data.text()
  },
  at: (incident: string) => api.get<Page<LivePhone>>('/api/phones', { query: { incident_id: incident } }),
  end: (source: string) => api.post(`/api/phones/${source}/end`),
}

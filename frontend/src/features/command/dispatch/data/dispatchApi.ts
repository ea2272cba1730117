/** Who should go, and sending them, as calls to the server. */
import { api, type Schema } from '@/api'
import type { Recommendation } from '../model/types'

export type Dispatch = Schema<'DispatchIn'>

export const dispatchApi = {
  recommend: (incident: string, signal: AbortSignal) =>
    api.post<Recommendation>('/api/dispatch/recommend', { incident_id: incident }, { signal }),
  send: (dispatch: Dispatch, key: string) =>
    api.post<Schema<'Dispatched'>>('/api/dispatch', dispatch, { key }),
}

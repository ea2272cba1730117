/** What can be done with a unit, as a call to the server. */
import { api } from '@/api'
import type { Unit, UnitStatus } from '../model/types'

export interface StatusChange {
  status: UnitStatus
  incident_id?: string | null
  /** Lets a dispatcher leave the usual ways between statuses. */
  note?: string
}

export const unitApi = {
  setStatus: (id: string, change: StatusChange) => api.post<Unit>(`/api/units/${id}/status`, change),
}

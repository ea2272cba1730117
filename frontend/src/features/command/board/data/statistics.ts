import { api } from '@/api'

export interface Today {
  reports_today: number
  by_hour: number[]
  valid_share: number | null
  open_incidents: number
  open_by_grade: Record<string, number>
}

export const todaysFigures = (_name: string, signal: AbortSignal) =>
  api.get<Today>('/api/statistics/today', { signal })

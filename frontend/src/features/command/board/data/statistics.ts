import { api, type Schema } from '@/api'

export type Today = Schema<'Today'>

export const todaysFigures = (_name: string, signal: AbortSignal) =>
  api.get<Today>('/api/statistics/today', { signal })

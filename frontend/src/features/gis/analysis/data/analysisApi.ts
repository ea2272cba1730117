/** Doors of questions to the map, of kept answers, roads and storms. */
import { api, type Page } from '@/api'
import type { Analysis, Closure, Kind, Network, Saved, SavedCard, Typhoon } from '../types'

/** A heat map of a whole city, a storm of two weeks: seconds on a busy machine. */
const PATIENCE_MS = 60_000

type Question = Record<string, unknown> & { kind: Kind }

export interface SaveForm {
  title: string
  input: Question
  incident_id: string | null
  sight: 'internal' | 'open'
}

export interface ClosureForm {
  reason: string
  shape: unknown
  until: string | null
}

const saved = (id: string) => `/api/analysis/results/${id}`
const closure = (id: string) => `/api/roads/closures/${id}`

export const analysisApi = {
  ask: ({ kind, ...body }: Question, signal?: AbortSignal) =>
    api.post<Analysis>(`/api/analysis/${kind}`, body, { signal, timeoutMs: PATIENCE_MS }),
  typhoons: () => api.get<Page<Typhoon>>('/api/analysis/typhoons'),

  save: (form: SaveForm) => api.post<SavedCard>('/api/analysis/results', form, { timeoutMs: PATIENCE_MS }),
  saved: (id: string) => api.get<Saved>(saved(id)),
  remove: (id: string) => api.delete(saved(id)),
  restore: (id: string) => api.post<SavedCard>(`${saved(id)}/restore`),

  networks: () => api.get<Page<Network>>('/api/roads/networks'),
  close: (form: ClosureForm) => api.post<Closure>('/api/roads/closures', form),
  reopen: (id: string) => api.delete(closure(id)),
  closeAgain: (id: string) => api.post<Closure>(`${closure(id)}/restore`),
}

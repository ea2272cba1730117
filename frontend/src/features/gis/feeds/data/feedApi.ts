/** Doors of feeds and of the warnings that follow from them. */
import { api, type Page, type Schema } from '@/api'
import type { Feed, FeedForm, FeedMessage, Observed, Trial, Warning } from '../types'

export type FeedIn = Schema<'FeedIn'>
export type FeedPatch = Partial<Schema<'FeedPatch'>>

const path = (id: string) => `/api/feeds/${id}`

export const feedApi = {
  list: (removed = false) => api.get<Page<Feed>>('/api/feeds', { query: removed ? { removed: 'true' } : {} }),
  forms: () => api.get<Page<FeedForm>>('/api/feeds/forms'),
  get: (id: string, signal?: AbortSignal) => api.get<Feed>(path(id), { signal }),
  add: (form: FeedIn) => api.post<Feed>('/api/feeds', form),
  change: (id: string, changes: FeedPatch, version: number) =>
    api.patch<Feed>(path(id), changes, { ifMatch: `"${version}"` }),
  remove: (id: string) => api.delete(path(id)),
  restore: (id: string) => api.post<Feed>(`${path(id)}/restore`),
  test: (id: string) => api.post<Trial>(`${path(id)}/test`),
  messages: (id: string) => api.get<Page<FeedMessage>>(`${path(id)}/messages`, { query: { limit: 50 } }),
  observed: (id: string) => api.get<Observed>(`${path(id)}/observed`),
  acknowledge: (id: string) => api.post<Warning>(`/api/warnings/${id}/acknowledge`),
}

/** Doors of geofences, of the rules over them and of what those found. */
import { api, type Page } from '@/api'
import type { Fence, FenceEvent, FenceIn, FencePatch, Rule, RuleIn, RulePatch, Visitor } from '../types'

const ROOT = '/api/geofences'
const MOST = 1000
const path = (id: string) => `${ROOT}/${id}`
const rule = (id: string) => `${ROOT}/rules/${id}`
const match = (version: number) => ({ ifMatch: `"${version}"` })

export const fenceApi = {
  list: (withdrawn = false) =>
    api.get<Page<Fence>>(ROOT, { query: { limit: MOST, ...(withdrawn ? { withdrawn: 'true' } : {}) } }),
  get: (id: string) => api.get<Fence>(path(id)),
  add: (form: FenceIn) => api.post<Fence>(ROOT, form),
  change: (id: string, changes: FencePatch, version: number) =>
    api.patch<Fence>(path(id), changes, match(version)),
  withdraw: (id: string) => api.delete(path(id)),
  restore: (id: string) => api.post<Fence>(`${path(id)}/restore`),
  inside: (id: string) => api.get<Page<Visitor>>(`${path(id)}/inside`),
  rules: () => api.get<Page<Rule>>(`${ROOT}/rules`, { query: { limit: MOST } }),
  rule: (id: string) => api.get<Rule>(rule(id)),
  addRule: (form: RuleIn) => api.post<Rule>(`${ROOT}/rules`, form),
  changeRule: (id: string, changes: RulePatch, version: number) =>
    api.patch<Rule>(rule(id), changes, match(version)),
  withdrawRule: (id: string) => api.delete(rule(id)),
  events: (query: { fence?: string; cursor?: string; limit?: number }) =>
    api.get<Page<FenceEvent>>(`${ROOT}/events`, { query }),
}

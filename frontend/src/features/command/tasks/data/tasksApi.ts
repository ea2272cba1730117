/** Orders as calls to the server. */
import { api, type Page, type Schema } from '@/api'
import type { Receipt, Task } from '../model/receipts'

export type Order = Schema<'TaskIn'>

/** More orders than this for one incident are a matter for export. */
const MOST = 200

export const tasksApi = {
  ofIncident: (incident: string, signal?: AbortSignal) =>
    api.get<Page<Task>>('/api/tasks', { query: { incident, limit: MOST }, signal }),
  order: (body: Order, key: string) => api.post<Schema<'Ordered'>>('/api/tasks', body, { key }),
  give: (task: string, receipt: Receipt, more: { reason?: string; word?: string } = {}) =>
    api.post<Task>(`/api/tasks/${task}/receipts`, { receipt, ...more }),
  remind: (task: string) => api.post<Task>(`/api/tasks/${task}/remind`, {}),
  withdraw: (task: string, reason: string) => api.post<Task>(`/api/tasks/${task}/withdraw`, { reason }),
}

/** Doors of devices, and of the texts that are sent to them. */
import { api, uuid7, type Page, type Schema } from '@/api'
import type { Device, DeviceText, Filters, UnitName } from '../types'

export type DeviceIn = Schema<'DeviceIn'>
export type DevicePatch = Partial<Schema<'DevicePatch'>>

const path = (id: string) => `/api/devices/${id}`

export const deviceApi = {
  list: (filters: Filters, limit: number, signal?: AbortSignal) =>
    api.get<Page<Device>>('/api/devices', {
      query: { ...filters, state: filters.state === 'all' ? '' : filters.state, limit },
      signal,
    }),
  waiting: (limit: number) =>
    api.get<Page<Device>>('/api/devices', { query: { state: 'quarantined', limit } }),
  get: (id: string, signal?: AbortSignal) => api.get<Device>(path(id), { signal }),
  add: (form: DeviceIn) => api.post<Device>('/api/devices', form, { key: uuid7() }),
  change: (id: string, changes: DevicePatch, version: number) =>
    api.patch<Device>(path(id), changes, { ifMatch: `"${version}"` }),
  renew: (id: string) => api.post<Device>(`${path(id)}/secret`),
  texts: (id: string, signal?: AbortSignal) =>
    api.get<Page<DeviceText>>(`${path(id)}/texts`, { query: { limit: 20 }, signal }),
  send: (id: string, text: string, urgent: boolean) =>
    api.post<DeviceText>(`${path(id)}/text`, { text, urgent }, { key: uuid7() }),
  units: (cursor: string | null) => api.get<Page<UnitName>>('/api/units', { query: { limit: 1000, cursor } }),
}

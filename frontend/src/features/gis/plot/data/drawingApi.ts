/** Doors of drawings. */
import { api, url, uuid7, type Schema } from '@/api'
import { provideSymbols } from '@/map'
import type { Drawing, DrawingIn, DrawingPatch } from '../types'

const PATH = '/api/drawings'
export const EXPORTS = ['geojson', 'kml', 'kmz', 'gpkg', 'shapefile', 'csv', 'xlsx'] as const

provideSymbols(() => api.get<Schema<'SymbolSet'>>(`${PATH}/symbols`))

export const drawingApi = {
  get: (id: string) => api.get<Drawing>(`${PATH}/${id}`),
  draw: (drawing: DrawingIn) => api.post<Drawing>(PATH, drawing, { key: uuid7() }),
  change: (id: string, changes: DrawingPatch, version: number) =>
    api.patch<Drawing>(`${PATH}/${id}`, changes, { ifMatch: `"${version}"` }),
  remove: (id: string) => api.delete(`${PATH}/${id}`),
  restore: (id: string) => api.post<Drawing>(`${PATH}/${id}/restore`),
  exportUrl: (format: (typeof EXPORTS)[number], sheet?: string) => url(`${PATH}/export`, { format, sheet }),
}

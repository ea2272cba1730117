/** `/api/maps`. */
import { api, uuid7 } from '@/api'
import type { MapDocument, MapWish } from '../types'

const PATH = '/api/maps'
/** As many as anybody scrolls through. */
const LISTED = 20

export const mapApi = {
  list: async () => (await api.get<{ items: MapDocument[] }>(`${PATH}?limit=${LISTED}`)).items,
  begin: (wish: MapWish) => api.post<MapDocument>(PATH, wish, { key: uuid7() }),
  cancel: (id: string) => api.post<MapDocument>(`${PATH}/${id}/cancel`),
  remove: (id: string) => api.delete(`${PATH}/${id}`),
}

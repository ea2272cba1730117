/** Places by name, address or coordinate. */
import { api, type Page, type Schema } from '@/api'

export type FoundPlace = Schema<'GeocodeHit'>

export async function geocode(q: string, limit = 6, signal?: AbortSignal): Promise<FoundPlace[]> {
  if (!q.trim()) return []
  const page = await api.get<Page<FoundPlace>>('/api/geocode', { query: { q: q.trim(), limit }, signal })
  return page.items
}

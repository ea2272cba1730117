/** Places by name, address or coordinate. */
import { api, type Names, type Page, type Place } from '@/api'

export interface FoundPlace {
  id: string
  name: Names
  kind: string
  place: Place
  accuracy_m: number
  district: (Names & { code: string }) | null
  town: (Names & { code: string }) | null
  fictional: boolean
  score: number
}

export async function geocode(q: string, limit = 6, signal?: AbortSignal): Promise<FoundPlace[]> {
  if (!q.trim()) return []
  const page = await api.get<Page<FoundPlace>>('/api/geocode', { query: { q: q.trim(), limit }, signal })
  return page.items
}

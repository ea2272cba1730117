/** Places by name, address or coordinate. */
import { api, type Page, type Schema } from '@/api'
import { useOrganisations } from '@/features/incidents'

export type FoundPlace = Schema<'GeocodeHit'>

/** Codes of districts (6 figures) and towns (9, or 12 with zeros behind). */
const AREA_CODE = /^\d{6}(\d{3}|\d{6})?$/

/** A district or town by its code; null when it is none of this city. */
export async function area(code: string): Promise<FoundPlace | null> {
  if (!AREA_CODE.test(code)) return null
  const organisations = useOrganisations()
  await organisations.ready()
  const wanted = code.replace(/(?<=^\d{9})0{3}$/, '')
  const one = organisations.items.find((organisation) => organisation.area_code === wanted)
  const found = one ? await geocode(one.short) : []
  return found.find((place) => place.id.endsWith(`-${wanted}`)) ?? null
}

export async function geocode(q: string, limit = 6, signal?: AbortSignal): Promise<FoundPlace[]> {
  if (!q.trim()) return []
  const page = await api.get<Page<FoundPlace>>('/api/geocode', { query: { q: q.trim(), limit }, signal })
  return page.items
}

/** Places by the code of their district or town. */
import { geocode, type FoundPlace } from '@/features/gis'
import { useOrganisations } from '@/features/incidents'

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

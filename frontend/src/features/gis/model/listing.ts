/** Which layers the list of the page shows. Pure. */
import { says } from './groups'
import type { Layer, Sight } from '../types'

export interface Listing {
  words: string
  group: string
  owner: string
  sight: Sight | ''
  part: 'all' | 'mine' | 'removed'
}

export const BLANK: Readonly<Listing> = { words: '', group: '', owner: '', sight: '', part: 'all' }

export const isNarrowed = (listing: Listing) =>
  Boolean(listing.words || listing.group || listing.owner || listing.sight || listing.part !== 'all')

export function narrowed<Item extends Layer>(
  layers: readonly Item[],
  { words, group, owner, sight, part }: Listing,
  mine: (id: string) => boolean,
): Item[] {
  return layers.filter(
    (layer) =>
      (!group || layer.group === group) &&
      (!owner || layer.organisation.id === owner) &&
      (!sight || layer.sight === sight) &&
      (part !== 'mine' || mine(layer.id)) &&
      says(layer, words),
  )
}

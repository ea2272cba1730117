/** What a map looks like, and what it tells. */
import type { Hovered, LayerHit } from './layerTypes'
import type { Palette } from './palette'
import type { Selection, View } from './types'

export interface Look {
  theme: 'night' | 'day'
  palette: Palette
  scale: number
  locale: string
  cluster: boolean
}

export interface EngineEvents {
  ready: () => void
  select: (selection: Selection | null) => void
  /** True where the click meant a place: then it chooses nothing. */
  click: (place: { lon: number; lat: number }) => boolean
  /** Features of layers under a click that hit no object; none where there is nothing. */
  identify: (hits: LayerHit[], place: { lon: number; lat: number }) => void
  hover: (hovered: Hovered | null) => void
  /** Every frame of a movement: for things that hang on the map. */
  moving: () => void
  moved: (view: View) => void
  gesture: () => void
}

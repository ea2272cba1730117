/** What parts inside a map share; features reach it through `useOverlays`, `usePick` and `useSketch`. */
import { inject, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { MapEngine } from './engine'
import type { Selection } from './types'

/** Whoever holds the pointer gets every click; nothing on the map is chosen meanwhile. */
export interface MapClaim {
  click: (place: { lon: number; lat: number }) => void
  /** Said on the map while it holds; nothing when it is empty. */
  hint?: string
}

export interface MapContext {
  engine: ShallowRef<MapEngine | null>
  /** Grows with every frame of a movement: depend on it to stay in place. */
  frame: Ref<number>
  claim: ShallowRef<MapClaim | null>
  /** Told of every selection that is made by a click. */
  selections: Set<(selection: Selection | null) => void>
}

export const MAP: InjectionKey<MapContext> = Symbol('map')

export function useMapContext(): MapContext {
  const context = inject(MAP)
  if (!context) throw new Error('This part belongs inside MapView')
  return context
}

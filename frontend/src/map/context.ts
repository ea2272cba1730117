/** What parts inside a map share; only this folder uses it. */
import { inject, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { MapEngine } from './engine'

export interface MapContext {
  engine: ShallowRef<MapEngine | null>
  /** Grows with every frame of a movement: depend on it to stay in place. */
  frame: Ref<number>
}

export const MAP: InjectionKey<MapContext> = Symbol('map')

export function useMapContext(): MapContext {
  const context = inject(MAP)
  if (!context) throw new Error('This part belongs inside MapView')
  return context
}

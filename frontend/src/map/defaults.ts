/** What every map takes from the loaded city unless its page says otherwise. The application sets it once. */
import { shallowReactive } from 'vue'
import type { Names, Schema } from '@/api'
import type { Box } from './types'

export interface MapDefaults {
  home: Box | null
  reviewNumber: string | null
  attribution: Names | null
}

export const mapDefaults = shallowReactive<MapDefaults>({ home: null, reviewNumber: null, attribution: null })

/** A server without a city has maps all the same. */
export function showCity(city: Schema<'City'>): void {
  mapDefaults.home = city.bbox ?? null
  mapDefaults.reviewNumber = city.review_number || null
  mapDefaults.attribution = city.attribution ?? null
}

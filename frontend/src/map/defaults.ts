/** What every map takes from the loaded city unless its page says otherwise. The application sets it once. */
import { shallowReactive } from 'vue'
import type { Box } from './types'

export interface MapDefaults {
  home: Box | null
  reviewNumber: string | null
  attribution: { zh: string; en: string } | null
}

export const mapDefaults = shallowReactive<MapDefaults>({ home: null, reviewNumber: null, attribution: null })

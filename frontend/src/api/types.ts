/** Shapes that many answers share; whole documents come from the generated schema. */
import type { components } from './schema'

/** A model of the server's OpenAPI document by name, e.g. `Schema<'ReportOut'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

export type Grade = 'I' | 'II' | 'III' | 'IV'

/** A name in both languages. */
export interface Names {
  zh: string
  en: string
}

/** A reference to an organisation, post or unit kind: enough to show it. */
export interface Ref extends Names {
  id: string
  code: string
}

export interface Place {
  lon: number
  lat: number
  accuracy_m?: number
  source?: 'map' | 'coordinate' | 'landmark' | 'address' | 'device' | 'link'
}

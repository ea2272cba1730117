/** Models of the server by name, and short names for those that many answers share. */
import type { components } from './schema'

/** A model of the server's OpenAPI document by name, e.g. `Schema<'Report'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

export type Grade = NonNullable<Schema<'Incident'>['grade']>

/** A name in both languages. */
export type Names = Schema<'Names'>

/** A reference to an organisation or post: enough to show it. */
export type Ref = Schema<'Ref'>

export type Place = Schema<'Place'>

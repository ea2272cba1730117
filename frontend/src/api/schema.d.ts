/** Written by `npm run api` from openapi.json; never edited by hand. */
export type paths = Record<string, never>
export interface components {
  schemas: Record<string, never>
}
export type operations = Record<string, never>

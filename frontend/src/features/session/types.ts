import type { Names, Ref } from '@/api'

/** The loaded city: `city.json` of its data set, and whether this is a demonstration. */
export interface City {
  adcode: string
  name: Names
  system_name: Names
  timezone: string
  /** West, south, east, north. */
  bbox: [number, number, number, number]
  centre: [lon: number, lat: number]
  /** 审图号; empty until the settings name it. */
  review_number: string
  attribution: Names
  fictional_notice: Names
  demo: boolean
}

/** The answer of /api/session. */
export interface Who {
  account: { id: string; username: string; name: string }
  organisation: Ref & { kind: string; area_code: string | null }
  posts: Ref[]
  roles: string[]
  permissions: string[]
  /** The unit a field account speaks for. */
  unit?: { id: string; call_sign: string; kind: string } | null
  /** What must be done before anything else; until then there are no permissions. */
  pending?: ('password' | 'totp')[]
  /** A second factor is in force. */
  totp?: boolean
  csrf: string
  locale: string | null
  server_time: string
  city: City
}

export interface SignIn {
  username: string
  password: string
  totp?: string
}

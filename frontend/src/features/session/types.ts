import type { Ref } from '@/api'

export interface City {
  name_zh: string
  name_en: string
  /** West, south, east, north. */
  bbox: [number, number, number, number]
  centre: [lon: number, lat: number]
  review_number: string | null
  demo: boolean
}

/** The answer of /api/session. */
export interface Who {
  account: { id: string; username: string; name: string }
  organisation: Ref & { kind: string; area_code: string | null }
  posts: Ref[]
  roles: string[]
  permissions: string[]
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

/** What the registry and the audit answer, as the consoles read it. */
import type { Names, Ref } from '@/api'

export type OrganisationKind = 'city' | 'district' | 'agency' | 'town'

export interface Organisation extends Ref {
  kind: OrganisationKind
  parent_id: string | null
  short: string
  pinyin: string
  area_code: string | null
  phone: string | null
  version?: number
}

/** A post as an account holds it. */
export interface Held extends Ref {
  from: string
  until: string | null
}

export interface Account {
  id: string
  username: string
  name: string
  organisation: Ref
  posts: Held[]
  roles: string[]
  unit: { id: string; call_sign: string } | null
  disabled: boolean
  totp: boolean
  must_change_password: boolean
  last_sign_in_at: string | null
  created_at: string
  locked_until: string | null
  version?: number
}

export interface OpenSession {
  id: string
  created_at: string
  last_seen_at: string
  expires_at: string
  address: string
  user_agent: string
  present: boolean
}

export interface Post extends Ref {
  name: string
  organisation: Ref
  roles: string[]
  holders: { id: string; name: string }[]
  version?: number
}

/** The kind of work a permission, a role, a post belongs to; nobody holds two. */
export type WorkKind = 'business' | 'system' | 'security' | 'audit'

export interface Role extends Names {
  id: string
  code: string
  kind: WorkKind
  permissions: string[]
  wall: boolean
  totp_required: boolean
  version?: number
}

export interface Token {
  id: string
  name: string
  account: { id: string; username: string; name: string }
  permissions: string[]
  created_at: string
  last_used_at: string | null
  expires_at: string
  revoked_at: string | null
}

export interface AuditFact {
  seq: number
  at: string
  kind: string
  topic: string
  subject: string
  version: number
  about: string[]
  state: Record<string, unknown> | null
  actor: { kind?: string; id?: string | null; name?: string; organisation?: string | null }
  cause: number | null
  drill: string | null
}

export interface Verification {
  ok: boolean
  checked: number
  head_seq: number
  head_digest: string
  erased: number
  anchors: number
  faults: { seq: number; fault: string }[]
}

export interface Anchors {
  head: { seq: number; at: string; digest: string } | null
  count: number
  items: { seq: number; digest: string; at: string; epoch: string }[]
}

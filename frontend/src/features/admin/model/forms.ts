/** Forms of the consoles: what the server has, as fields to edit. Pure. */
import type { Account, Organisation, Post, Role } from './types'

export interface HoldingForm {
  id: string
  from: string | null
  until: string | null
}

export interface AccountForm {
  [name: string]: unknown
  name: string
  organisation_id: string
  posts: HoldingForm[]
}

export function accountForm(account: Account): AccountForm {
  return {
    name: account.name,
    organisation_id: account.organisation.id,
    posts: account.posts.map(({ id, from, until }) => ({ id, from, until })),
  }
}

export interface OrganisationForm {
  [name: string]: unknown
  kind: Organisation['kind']
  parent_id: string | null
  zh: string
  en: string
  short: string
  pinyin: string | null
  area_code: string | null
  phone: string | null
}

export function organisationForm(one: Organisation): OrganisationForm {
  const { kind, parent_id, zh, en, short, pinyin, area_code, phone } = one
  return { kind, parent_id, zh, en, short, pinyin: pinyin || null, area_code, phone }
}

export interface PostForm {
  [name: string]: unknown
  zh: string
  en: string
  roles: string[]
}

export function postForm(post: Post): PostForm {
  return { zh: post.zh, en: post.en, roles: [...post.roles].sort() }
}

export interface RoleForm {
  [name: string]: unknown
  zh: string
  en: string
  permissions: string[]
  wall: boolean
  totp_required: boolean
}

export function roleForm(role: Role): RoleForm {
  const { zh, en, permissions, wall, totp_required } = role
  return { zh, en, permissions: [...permissions].sort(), wall, totp_required }
}

/** With the value, or without it; sorted, so that the same choice is the same form. */
export function toggled(list: readonly string[], value: string): string[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value].sort()
}

/** An emptied optional field is nothing, not an empty text. */
export function orNull(value: string): string | null {
  return value.trim() ? value : null
}

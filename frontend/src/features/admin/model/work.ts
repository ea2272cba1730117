/** 三员分立: which permission belongs to whose work, as `registry/people/rules.py` has it. Pure. */
import type { Post, Role, WorkKind } from './types'

export const KINDS: readonly WorkKind[] = ['business', 'system', 'security', 'audit']

const ADMINISTRATION: Readonly<Record<string, WorkKind>> = {
  'organisations.manage': 'system',
  'registry.manage': 'system',
  'accounts.manage': 'security',
  'roles.manage': 'security',
  'sessions.manage': 'security',
  'tokens.manage': 'security',
  'audit.read': 'audit',
  'audit.export': 'audit',
}

export function kindOf(permission: string): WorkKind {
  return ADMINISTRATION[permission] ?? 'business'
}

/** The kinds of work these posts carry; more than one is what nobody may hold. */
export function kindsOf(posts: readonly Pick<Post, 'roles'>[], roles: readonly Role[]): WorkKind[] {
  const kinds = new Map(roles.map((role) => [role.code, role.kind]))
  const found = new Set(posts.flatMap((post) => post.roles.map((code) => kinds.get(code) ?? 'business')))
  return KINDS.filter((kind) => found.has(kind))
}

export interface PermissionGroup {
  kind: WorkKind
  /** The part of the system, e.g. `incidents`. */
  part: string
  names: string[]
}

/** Permissions by work and part of the system, in the order of the floors as far as names tell. */
export function groupsOf(permissions: readonly string[]): PermissionGroup[] {
  const groups: PermissionGroup[] = []
  for (const name of [...permissions].sort()) {
    const kind = kindOf(name)
    // Administration is a handful of rights: one group each.
    const part = kind === 'business' ? (name.split('.')[0] ?? name) : kind
    const group = groups.find((one) => one.kind === kind && one.part === part)
    if (group) group.names.push(name)
    else groups.push({ kind, part, names: [name] })
  }
  return groups.sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind))
}

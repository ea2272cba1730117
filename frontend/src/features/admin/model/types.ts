/** What the registry and the audit answer, as the consoles read it. */
import type { Schema } from '@/api'

export type Organisation = Schema<'Organisation'>
export type OrganisationKind = Organisation['kind']

export type Account = Schema<'Account'>
/** The one answer that tells a password; null where the same request came a second time. */
export type AccountWithPassword = Schema<'AccountWithPassword'>
export type OpenSession = Schema<'OpenSession'>

export type Post = Schema<'Post'>

export type Role = Schema<'Role'>
/** The kind of work a permission, a role, a post belongs to; nobody holds two. */
export type WorkKind = Role['kind']

export type Token = Schema<'Token'>
/** The one answer that tells the token itself; null where the same request came a second time. */
export type IssuedToken = Schema<'IssuedToken'>

export type AuditFact = Schema<'AuditFact'>
export type Verification = Schema<'Verification'>
export type Anchors = Schema<'Anchors'>

/** The consoles: three kinds of administrators, each with its own sections; others only look in where named. Pure. */
import type { Component } from 'vue'
import {
  Building2,
  Fingerprint,
  HeartPulse,
  IdCard,
  KeyRound,
  ScrollText,
  Tags,
  UsersRound,
} from '@lucide/vue'

export interface Section {
  path: string
  /** Under `admin.section`. */
  name: string
  icon: Component
  /** One of these opens it. */
  reads: readonly string[]
  /** One of these changes something there; without, the section is marked read-only. */
  changes: readonly string[]
}

export interface Console {
  name: 'system' | 'security' | 'audit'
  sections: readonly Section[]
}

export const CONSOLES: readonly Console[] = [
  {
    name: 'system',
    sections: [
      {
        path: '/admin/organisations',
        name: 'organisations',
        icon: Building2,
        reads: ['organisations.manage', 'accounts.manage', 'audit.read'],
        changes: ['organisations.manage'],
      },
      {
        path: '/admin/health',
        name: 'health',
        icon: HeartPulse,
        reads: ['organisations.manage', 'registry.manage'],
        changes: ['organisations.manage', 'registry.manage'],
      },
    ],
  },
  {
    name: 'security',
    sections: [
      {
        path: '/admin/accounts',
        name: 'accounts',
        icon: UsersRound,
        reads: ['accounts.manage', 'sessions.manage', 'tokens.manage', 'audit.read'],
        changes: ['accounts.manage', 'sessions.manage'],
      },
      {
        path: '/admin/posts',
        name: 'posts',
        icon: IdCard,
        reads: ['accounts.manage', 'audit.read'],
        changes: ['accounts.manage'],
      },
      {
        path: '/admin/roles',
        name: 'roles',
        icon: Tags,
        reads: ['accounts.manage', 'roles.manage', 'audit.read'],
        changes: ['roles.manage'],
      },
      {
        path: '/admin/tokens',
        name: 'tokens',
        icon: KeyRound,
        reads: ['tokens.manage', 'audit.read'],
        changes: ['tokens.manage'],
      },
    ],
  },
  {
    name: 'audit',
    sections: [
      {
        path: '/admin/audit',
        name: 'audit',
        icon: ScrollText,
        reads: ['audit.read'],
        changes: ['audit.read'],
      },
      {
        path: '/admin/journal',
        name: 'journal',
        icon: Fingerprint,
        reads: ['audit.read'],
        changes: ['audit.read'],
      },
    ],
  },
]

export const SECTIONS: readonly Section[] = CONSOLES.flatMap((part) => part.sections)

/** Whoever may open one of the sections. */
export const ADMINISTRATORS: readonly string[] = [...new Set(SECTIONS.flatMap((section) => section.reads))]

/** Where somebody begins: at what is theirs to change, else at what they may read. */
export function firstOf(mayAny: (wanted: readonly string[]) => boolean): string | null {
  const own = SECTIONS.find((section) => mayAny(section.changes))
  return (own ?? SECTIONS.find((section) => mayAny(section.reads)))?.path ?? null
}

import { describe, expect, it } from 'vitest'
import type { Role } from './types'
import { groupsOf, kindOf, kindsOf } from './work'

const role = (code: string, kind: Role['kind']) => ({ code, kind }) as Role
const roles = [role('operator', 'business'), role('security_admin', 'security'), role('auditor', 'audit')]

describe('kinds of work', () => {
  it('tells administration from business', () => {
    expect(kindOf('audit.read')).toBe('audit')
    expect(kindOf('incidents.read')).toBe('business')
  })

  it('finds posts that exclude each other', () => {
    expect(kindsOf([{ roles: ['operator'] }, { roles: ['operator'] }], roles)).toEqual(['business'])
    expect(kindsOf([{ roles: ['auditor'] }, { roles: ['security_admin'] }], roles)).toEqual([
      'security',
      'audit',
    ])
    expect(kindsOf([{ roles: [] }], roles)).toEqual([])
  })

  it('groups permissions', () => {
    expect(groupsOf(['audit.read', 'units.status', 'units.read', 'roles.manage'])).toEqual([
      { kind: 'business', part: 'units', names: ['units.read', 'units.status'] },
      { kind: 'security', part: 'security', names: ['roles.manage'] },
      { kind: 'audit', part: 'audit', names: ['audit.read'] },
    ])
  })
})

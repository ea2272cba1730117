import { expect, it } from 'vitest'
import { firstOf } from './sections'

const of =
  (...held: string[]) =>
  (wanted: readonly string[]) =>
    wanted.some((one) => held.includes(one))

it('leads each administrator to the own console', () => {
  expect(firstOf(of('organisations.manage', 'registry.manage'))).toBe('/admin/organisations')
  expect(firstOf(of('accounts.manage', 'roles.manage'))).toBe('/admin/accounts')
  expect(firstOf(of('audit.read', 'audit.export'))).toBe('/admin/audit')
  expect(firstOf(of('tokens.manage'))).toBe('/admin/tokens')
  expect(firstOf(of('incidents.read'))).toBeNull()
})

import { expect, it } from 'vitest'
import { accountForm, orNull, toggled } from './forms'
import type { Account } from './types'

it('edits of an account only what may be sent back', () => {
  const account = {
    name: '甲',
    organisation: { id: 'o' },
    posts: [{ id: 'p', code: 'c', zh: 'z', en: 'e', from: '2026-01-01T00:00:00Z', until: null }],
  } as unknown as Account
  expect(accountForm(account)).toEqual({
    name: '甲',
    organisation_id: 'o',
    posts: [{ id: 'p', from: '2026-01-01T00:00:00Z', until: null }],
  })
})

it('toggles without leaving an order behind', () => {
  expect(toggled(['a', 'c'], 'b')).toEqual(['a', 'b', 'c'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
  expect(orNull('  ')).toBeNull()
})

import { expect, it } from 'vitest'
import { inOrder, tokenState } from './tokens'
import type { Token } from './types'

const now = Date.parse('2026-11-22T00:00:00Z')
const token = (id: string, expires_at: string, revoked_at: string | null = null) =>
  ({ id, expires_at, revoked_at }) as Token

it('tells living tokens from dead ones and puts them first', () => {
  const alive = token('a', '2027-01-01T00:00:00Z')
  const soon = token('s', '2026-11-25T00:00:00Z')
  const expired = token('e', '2026-11-01T00:00:00Z')
  const revoked = token('r', '2027-01-01T00:00:00Z', '2026-11-20T00:00:00Z')
  expect([alive, soon, expired, revoked].map((each) => tokenState(each, now))).toEqual([
    'alive',
    'soon',
    'expired',
    'revoked',
  ])
  expect(inOrder([revoked, expired, alive, soon], now).map((each) => each.id)).toEqual(['s', 'a', 'e', 'r'])
})

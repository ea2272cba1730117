import { expect, it } from 'vitest'
import { EVERYBODY, fromAddress, toAddress, toQuery } from './accountFilters'

it('stand in the address and ask the server with all below', () => {
  const organisation = '0190c000-0000-7000-8000-000000000001'
  const filters = { q: '王', organisation, state: 'disabled' as const }
  expect(fromAddress(toAddress(filters))).toEqual(filters)
  expect(fromAddress({ state: 'odd', organisation: '1' })).toEqual(EVERYBODY)
  expect(toQuery(filters)).toEqual({ q: '王', within: organisation, disabled: true })
  expect(toQuery({ ...EVERYBODY, q: '  ' })).toEqual({})
})

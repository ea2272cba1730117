import { expect, it } from 'vitest'
import { asked, isNarrowed, narrowedBy } from './filter'

it('reads an address and leaves out what is none', () => {
  const narrowed = narrowedBy({ room: 'r', state: 'kept', from: '2026-11-01', to: 'soon', limit: '3' })
  expect(narrowed).toEqual({
    room: 'r',
    incident: null,
    source: null,
    state: 'kept',
    from: '2026-11-01',
    to: null,
  })
  expect(narrowedBy({ state: 'odd', room: '' })).toMatchObject({ state: null, room: null })
})

it('takes whole days by the clock of this place', () => {
  const { from, to } = asked(narrowedBy({ from: '2026-11-01', to: '2026-11-02' }))
  expect(Date.parse(to!) - Date.parse(from!)).toBe(2 * 86_400_000)
  expect(new Date(from!).getHours()).toBe(0)
})

it('knows whether anything is left out', () => {
  expect(isNarrowed(narrowedBy({}))).toBe(false)
  expect(isNarrowed(narrowedBy({ to: '2026-11-02' }))).toBe(true)
})

import { describe, expect, it } from 'vitest'
import type { Participant, RoomSource } from '../types'
import { mainOf, picturesOf, planOf, shows, slotsOf } from './stage'

const person = (id: string, more: Partial<Participant> = {}): Participant => ({
  id,
  room_id: 'r',
  kind: 'account',
  account_id: null,
  name: id,
  organisation: null,
  venue: null,
  place: null,
  role: 'speaker',
  page: 'p',
  screen_id: `screen-${id}`,
  microphone: true,
  camera: true,
  sharing: false,
  silenced: false,
  hand_at: null,
  barred: false,
  entered_at: `2026-01-01T00:00:0${id.length}Z`,
  left_at: null,
  why_left: null,
  ...more,
})

const everybody = [
  person('a'),
  person('bb', { role: 'chair' }),
  person('ccc', { hand_at: '2026-01-01T00:01:00Z' }),
  person('dddd', { role: 'listener' }),
  person('eeeee', { sharing: true }),
]
const sources = (pictures: { source: string }[]) => pictures.map(({ source }) => source)

describe('what a page shows', () => {
  const pictures = picturesOf(everybody)

  it('puts screens first, then the chair, hands, the others; listeners send nothing', () => {
    expect(sources(pictures)).toEqual(['screen-eeeee', 'bb', 'ccc', 'a', 'eeeee'])
  })

  it('shows a camera brought in like somebody who is there', () => {
    const brought = picturesOf(everybody, [{ id: 'camera' } as RoomSource])
    expect(sources(brought)).toEqual(['screen-eeeee', 'camera', 'bb', 'ccc', 'a', 'eeeee'])
    expect(shows(brought[1]!)).toBe(true)
    expect(mainOf(brought, 'camera')?.participant).toBeNull()
  })

  it('does not repeat the main picture as a tile, but in grids', () => {
    const main = mainOf(pictures, 'ccc')
    const beside = planOf(pictures, main, { layout: 'speaker', page: 0, most: 16 })
    expect(sources(beside.tiles)).toEqual(['screen-eeeee', 'bb', 'a', 'eeeee'])
    const grid = planOf(pictures, main, { layout: '4', page: 1, most: 16 })
    expect([grid.main, grid.pages, sources(grid.tiles)]).toEqual([null, 2, ['eeeee']])
    expect(planOf(pictures, main, { layout: '4', page: 7, most: 16 }).page).toBe(1)
    expect(planOf(pictures, main, { layout: '1', page: 0, most: 16 }).tiles).toEqual([])
  })

  it('falls back when the main picture is gone', () => {
    expect(mainOf(pictures, 'nobody')?.source).toBe('screen-eeeee')
    expect(mainOf([], null)).toBeNull()
  })

  it('lets a picture keep its slot, and gives none to a camera that is off', () => {
    const first = slotsOf(pictures.slice(0, 3), new Map(), 4)
    expect([...first]).toEqual([
      ['screen-eeeee', 1],
      ['bb', 2],
      ['ccc', 3],
    ])
    const off = picturesOf([person('bb', { role: 'chair', camera: false }), person('ccc'), person('a')])
    const next = slotsOf(off, first, 4)
    expect(next.get('ccc')).toBe(3)
    expect(next.has('bb')).toBe(false)
    expect(next.get('a')).toBe(1)
  })
})

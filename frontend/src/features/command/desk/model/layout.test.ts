import { describe, expect, it } from 'vitest'
import { add, move, parse, remove, resize, sized, standard, type Tile } from './layout'

const tiles: Tile[] = [
  { kind: 'incidents', w: 4, h: 5 },
  { kind: 'map', w: 4, h: 5 },
  { kind: 'duty', w: 4, h: 3 },
]
const kinds = (list: readonly Tile[]) => list.map(({ kind }) => kind).join(' ')

describe('desk', () => {
  it.each(['operator', 'dispatcher', 'commander', 'district_duty', 'agency_liaison', 'field', 'auditor'])(
    'has a standard for %s that fills whole rows',
    (role) => {
      const cells = standard([role]).reduce((sum, { w, h }) => sum + w * h, 0)
      expect(cells % 12).toBe(0)
      expect(parse({ tiles: standard([role]) })).toEqual(standard([role]))
    },
  )

  it('moves, and stops at the ends', () => {
    expect(kinds(move(tiles, 'duty', 0))).toBe('duty incidents map')
    expect(kinds(move(tiles, 'incidents', 9))).toBe('map duty incidents')
    expect(kinds(move(tiles, 'map', -3))).toBe('map incidents duty')
  })

  it('takes sizes that exist', () => {
    expect(resize(tiles, 'map', 'w', 1)[1]).toMatchObject({ w: 6 })
    expect(resize(tiles, 'duty', 'h', -1)[2]).toMatchObject({ h: 2 })
    expect(resize(resize(tiles, 'duty', 'h', -1), 'duty', 'h', -1)[2]).toMatchObject({ h: 2 })
    expect(sized(tiles, 'map', 7.4, 100)[1]).toMatchObject({ w: 8, h: 8 })
  })

  it('adds once and removes', () => {
    expect(kinds(add(tiles, 'map'))).toBe('incidents map duty')
    expect(kinds(add(tiles, 'feeds'))).toBe('incidents map duty feeds')
    expect(kinds(remove(tiles, 'map'))).toBe('incidents duty')
  })

  it('reads what other builds saved', () => {
    expect(parse(null)).toBeNull()
    expect(parse({ tiles: 'x' })).toBeNull()
    const odd = { tiles: [{ kind: 'weather' }, { kind: 'map', w: 5, h: 'x' }, { kind: 'map' }, null] }
    expect(parse(odd)).toEqual([{ kind: 'map', w: 4, h: 3 }])
  })
})

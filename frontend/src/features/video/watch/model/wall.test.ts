import { describe, expect, it } from 'vitest'
import { added, cleared, laidOut, neighbour, placed, read, swapped, type Wall } from './wall'

const wall: Wall = { layout: 4, tiles: ['a', null, 'b', null] }

describe('the wall', () => {
  it('keeps what is shown when it grows, moves it up when it shrinks', () => {
    expect(laidOut(wall, 9).tiles.slice(0, 4)).toEqual(['a', null, 'b', null])
    expect(laidOut(wall, 1)).toEqual({ layout: 1, tiles: ['a'] })
    expect(laidOut({ layout: 9, tiles: [...'abcdefghi'] }, 4).tiles).toEqual(['a', 'b', 'c', 'd'])
  })

  it('shows a source once', () => {
    expect(placed(wall, 'a', 3).tiles).toEqual([null, null, 'b', 'a'])
    expect(added(wall, 'a', 0)).toBe(wall)
    expect(added(wall, 'c', 0).tiles).toEqual(['a', 'c', 'b', null])
    expect(added({ layout: 1, tiles: ['a'] }, 'c', 0).tiles).toEqual(['c'])
  })

  it('is arranged by hand', () => {
    expect(swapped(wall, 0, 1).tiles).toEqual([null, 'a', 'b', null])
    expect(cleared(wall, 2).tiles).toEqual(['a', null, null, null])
  })

  it('is walked with the arrow keys up to its edge', () => {
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => neighbour(9, 0, key))).toEqual([
      0, 1, 0, 3,
    ])
    expect(neighbour(4, 3, 'ArrowRight')).toBe(3)
    expect(neighbour(4, 3, 'ArrowUp')).toBe(1)
  })

  it('is read back, and nothing else is', () => {
    expect(read(JSON.stringify(wall))).toEqual(wall)
    for (const text of [
      null,
      '',
      '{}',
      '{"layout":5,"tiles":[]}',
      '{"layout":1,"tiles":[7]}',
      '{"layout":4,"tiles":[]}',
    ])
      expect(read(text)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import type { Warning } from '../types'
import { worstFirst } from './warnings'

const warning = (id: string, colour: Warning['colour'], raised_at: string) =>
  ({ id, colour, raised_at }) as Warning

describe('warnings', () => {
  it('stand with the worst first, then the newest', () => {
    const given = [
      warning('a', 'blue', '2026-11-22T08:00:00Z'),
      warning('b', 'orange', '2026-11-22T07:00:00Z'),
      warning('c', 'orange', '2026-11-22T08:00:00Z'),
    ]
    expect(worstFirst(given).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  })
})

import { describe, expect, it } from 'vitest'
import { density, marks, milestonesOf, neighbour } from './density'

const minute = (n: number) => n * 60_000
const iso = (n: number) => new Date(minute(n)).toISOString()
const fire = {
  id: 'a',
  title: '起火',
  grade: 'II' as const,
  milestones: { reported: iso(1), confirmed: iso(3), responding: null, controlled: null, closed: null },
}
const stretch = { from: 0, to: minute(10) }

describe('density', () => {
  it('counts milestones where they lie', () => {
    const buckets = density(milestonesOf(fire), stretch, 5)
    expect(buckets.map(({ reported, later }) => [reported, later])).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ])
  })

  it('marks the grave ones', () => {
    const small = { ...fire, id: 'b', grade: 'IV' as const }
    const all = [...milestonesOf(fire), ...milestonesOf(small)]
    expect(marks(all, stretch, 9).map(({ incident }) => incident)).toEqual(['a'])
  })

  it('steps from one to the next and gets on', () => {
    const moments = milestonesOf(fire).map(({ at }) => at)
    expect(neighbour(moments, 0, 1)).toBe(minute(1))
    expect(neighbour(moments, minute(1), 1)).toBe(minute(3))
    expect(neighbour(moments, minute(3), -1)).toBe(minute(1))
    expect(neighbour(moments, minute(3), 1)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { begin, next, wanted, type Sample, type Thrift } from './thrift'

const WIDE: Sample = { loss: 0, roundTripS: 0.05, availableBps: 2_000_000 }
const LOSSY: Sample = { loss: 0.15, roundTripS: 0.2, availableBps: 400_000 }
const DEAD: Sample = { loss: 0.5, roundTripS: 2, availableBps: 100_000 }

const after = (start: Thrift, sample: Sample, times: number) =>
  Array.from({ length: times }).reduce<Thrift>((now) => next(now, sample), start)

describe('thrift', () => {
  it('stays whole on a wide way and takes one bad moment as one', () => {
    expect(after(begin(), WIDE, 100).step).toBe('full')
    expect(after(after(begin(), LOSSY, 1), WIDE, 1).step).toBe('full')
  })
  it('goes down step by step, and keeps the voice', () => {
    expect(after(begin(), LOSSY, 2).step).toBe('small')
    expect(after(begin(), LOSSY, 50).step).not.toBe('sound')
    expect(after(begin(), DEAD, 4).step).toBe('sound')
    expect(after(begin(), DEAD, 40).step).toBe('sound')
  })
  it('a slow way without loss is narrow too', () => {
    expect(after(begin(), { ...WIDE, roundTripS: 3 }, 2).step).toBe('small')
    expect(after(begin(), { ...WIDE, availableBps: 90_000 }, 2).step).toBe('small')
    expect(after(begin(), { ...WIDE, availableBps: null }, 50).step).toBe('full')
  })
  it('tries more after a while, and waits longer each time that fails', () => {
    let now = after(begin(), LOSSY, 2)
    const waits: number[] = []
    for (let round = 0; round < 4; round++) {
      let samples = 0
      while (now.step === 'small') {
        now = next(now, WIDE)
        samples++
      }
      waits.push(samples)
      now = after(now, LOSSY, 2)
    }
    expect(waits).toEqual([5, 10, 20, 40])
  })
  it('a wish caps what the way would bear', () => {
    expect(wanted('full', 'auto')).toBe('full')
    expect(wanted('full', 'small')).toBe('small')
    expect(wanted('sound', 'small')).toBe('sound')
    expect(wanted('full', 'sound')).toBe('sound')
  })
})

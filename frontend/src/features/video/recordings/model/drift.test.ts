import { describe, expect, it } from 'vitest'
import { allRun, corrected } from './drift'

describe('the correction', () => {
  it('leaves alone what is near', () => {
    expect(corrected({ due: 10, is: 10.03, speed: 1, moving: true })).toEqual({ rate: 1 })
    expect(corrected({ due: 10, is: 9.8, speed: 8, moving: true })).toEqual({ rate: 8 })
  })

  it('pulls what is a little behind, holds what is ahead', () => {
    const behind = corrected({ due: 10, is: 9.9, speed: 1, moving: true }) as { rate: number }
    const ahead = corrected({ due: 10, is: 10.1, speed: 2, moving: true }) as { rate: number }
    expect(behind.rate).toBeCloseTo(1.04)
    expect(ahead.rate).toBeCloseTo(1.96)
  })

  it('never changes the speed by more than a tenth', () => {
    expect(corrected({ due: 10, is: 9.6, speed: 1, moving: true })).toEqual({ rate: 1.1 })
    expect(corrected({ due: 10, is: 13, speed: 8, moving: true })).toEqual({ rate: 8 * 0.9 })
  })

  it('leaps when far off', () => {
    expect(corrected({ due: 10, is: 9.4, speed: 1, moving: true })).toEqual({ seek: 10 })
    expect(corrected({ due: 10, is: 20, speed: 8, moving: true })).toEqual({ seek: 10 })
  })

  it('stands at the very picture when paused', () => {
    expect(corrected({ due: 10, is: 10.04, speed: 1, moving: false })).toEqual({ seek: 10 })
    expect(corrected({ due: 10, is: 10.01, speed: 1, moving: false })).toEqual({ rate: 1 })
  })

  it('brings a clock and a slow player together', () => {
    let is = 0
    for (let due = 0.3; due < 30; due += 0.1) {
      const step = corrected({ due, is, speed: 1, moving: true })
      is = 'seek' in step ? step.seek : is + 0.1 * step.rate * 0.99
    }
    expect(Math.abs(29.9 - is)).toBeLessThan(0.2)
  })
})

it('lets only the main picture run where all would stutter', () => {
  expect(allRun(9, 1, 9)).toBe(true)
  expect(allRun(9, 0.5, 9)).toBe(true)
  expect(allRun(3, 4, 9)).toBe(true)
  expect(allRun(9, 8, 9)).toBe(false)
})

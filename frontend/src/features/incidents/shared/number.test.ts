import { describe, expect, it } from 'vitest'
import { shortNumber } from './number'

const now = new Date(2026, 10, 22, 12).getTime()

describe('shortNumber', () => {
  it('leaves out today, keeps another day', () => {
    expect(shortNumber('SJ-20261122-0137', now)).toBe('0137')
    expect(shortNumber('R-20261122-0412', now)).toBe('R-0412')
    expect(shortNumber('SJ-20261121-0001', now)).toBe('1121-0001')
    expect(shortNumber('old', now)).toBe('old')
  })
})

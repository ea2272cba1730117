import { describe, expect, it } from 'vitest'
import { reconnectDelay } from './backoff'

describe('reconnectDelay', () => {
  it('grows, is bounded, and spreads the crowd', () => {
    expect(reconnectDelay(1006, 0, () => 0)).toBe(100)
    expect(reconnectDelay(1006, 3, () => 1)).toBe(4100)
    expect(reconnectDelay(1006, 30, () => 1)).toBe(15_100)
    expect(reconnectDelay(4503, 0, () => 0)).toBe(2000)
  })

  it('does not come back where it is not wanted', () => {
    expect(reconnectDelay(4401, 0)).toBeNull()
    expect(reconnectDelay(4403, 0)).toBeNull()
  })
})

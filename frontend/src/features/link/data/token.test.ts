import { describe, expect, it } from 'vitest'
import { fingerprint } from './token'

describe('fingerprint', () => {
  it('is the FNV-1a of the secret', () => {
    expect(fingerprint('')).toBe('cbf29ce484222325')
    expect(fingerprint('a')).toBe('af63dc4c8601ec8c')
  })
})

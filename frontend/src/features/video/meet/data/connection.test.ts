import { describe, expect, it } from 'vitest'
import { ApiProblem, OFFLINE } from '@/api'
import { isFinal } from './connection'

describe('a refusal of media', () => {
  it.each([
    [401, 'not-signed-in'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'source-resting'],
    [410, 'guest-gone'],
  ])('ends the tries: %i %s', (status, code) => {
    expect(isFinal(new ApiProblem(status, { code }))).toBe(true)
  })

  it.each([
    [408, 'timeout'],
    [429, 'rate-limited'],
    [404, 'no-such-source'],
    [409, 'no-picture'],
    [503, 'media-down'],
    [0, OFFLINE],
  ])('is followed by another try: %i %s', (status, code) => {
    expect(isFinal(new ApiProblem(status, { code }))).toBe(false)
  })

  it('is none where the browser failed', () => {
    expect(isFinal(new Error('no answer'))).toBe(false)
    expect(isFinal(null)).toBe(false)
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { api, retryDelay, setCsrf, url } from './http'
import { ApiProblem, retryAfterSeconds } from './problem'
import { uuid7 } from './uuid7'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('uuid7', () => {
  it('carries version, variant and time in order', () => {
    const early = uuid7(1_700_000_000_000)
    expect(early).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(early < uuid7(1_700_000_000_001)).toBe(true)
  })
})

describe('retry', () => {
  it('waits as the server says, but not for ever', () => {
    const busy = (after: number) => new ApiProblem(503, {}, after)
    expect(retryDelay(busy(1), 1)).toBe(1)
    expect(retryDelay(busy(60), 1)).toBeNull()
    expect(retryDelay(busy(1), 4)).toBeNull()
    expect(retryDelay(new ApiProblem(409, {}), 1)).toBeNull()
  })

  it('reads Retry-After as seconds and as a date', () => {
    expect(retryAfterSeconds(new Headers({ 'retry-after': '2' }))).toBe(2)
    const date = new Date(5000).toUTCString()
    expect(retryAfterSeconds(new Headers({ 'retry-after': date }), 2000)).toBe(3)
  })

  it('sends the same idempotency key again', async () => {
    vi.useFakeTimers()
    const keys: (string | null)[] = []
    vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
      const headers = init.headers as Headers
      keys.push(headers.get('idempotency-key'))
      expect(headers.get('x-csrf-token')).toBe('c')
      if (keys.length === 1) return new Response('{}', { status: 503, headers: { 'retry-after': '1' } })
      return Response.json({ id: 'a' }, { status: 201 })
    })
    setCsrf('c')
    const result = api.post<{ id: string }>('/api/reports', { text: 'x' })
    await vi.runAllTimersAsync()
    expect(await result).toEqual({ id: 'a' })
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
  })
})

describe('problem', () => {
  it('takes its code from the type when none is named', () => {
    expect(new ApiProblem(422, { type: '/problems/invalid' }).code).toBe('invalid')
  })

  it('finds the message of a field', () => {
    const problem = new ApiProblem(422, {
      errors: [{ pointer: '/text', code: 'short', detail: 'too short' }],
    })
    expect(problem.field('/text')).toBe('too short')
    expect(problem.field('/kind')).toBeNull()
  })
})

describe('url', () => {
  it('leaves out empty parameters and joins lists', () => {
    expect(url('/api/units', { status: ['a', 'b'], q: '', kind: null, limit: 5 })).toBe(
      '/api/units?status=a%2Cb&limit=5',
    )
  })
})

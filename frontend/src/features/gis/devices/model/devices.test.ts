import { describe, expect, it } from 'vitest'
import type { Device } from '../types'
import { calledBy, grouped, hasSecret, isOnline, refusedOf, showsTexts } from './devices'

const device = (more: Partial<Device>) => ({ identifier: '138', state: 'active', ...more }) as Device

describe('devices', () => {
  it('are called by name, plate, or what they call themselves', () => {
    expect(calledBy(device({ name: '一号车', plate: '粤D1' }))).toBe('一号车')
    expect(calledBy(device({ name: null, plate: '粤D1' }))).toBe('粤D1')
    expect(calledBy(device({ name: null, plate: null }))).toBe('138')
  })

  it('are on line for five minutes after they were heard', () => {
    const heard_at = '2026-11-22T08:00:00Z'
    expect(isOnline({ heard_at }, Date.parse(heard_at) + 299_000)).toBe(true)
    expect(isOnline({ heard_at }, Date.parse(heard_at) + 300_000)).toBe(false)
    expect(isOnline({ heard_at: null }, 0)).toBe(false)
  })

  it('stand in parts, those who wait first', () => {
    const parts = grouped([device({ id: 'a' }), device({ id: 'b', state: 'quarantined' })])
    expect(parts.map(({ key, rows }) => [key, rows.map(({ id }) => id)])).toEqual([
      ['quarantined', ['b']],
      ['active', ['a']],
    ])
  })

  it('count what was refused; terminals alone show texts; who has a secret', () => {
    expect(refusedOf({ refusals: { jump: 2, future: 1 } })).toBe(3)
    expect(refusedOf({})).toBe(0)
    expect(showsTexts({ protocol: 'jt808', state: 'active' })).toBe(true)
    expect(showsTexts({ protocol: 'jt808', state: 'quarantined' })).toBe(false)
    expect(showsTexts({ protocol: 'cot', state: 'active' })).toBe(false)
    expect(['jt808', 'osmand', 'cot'].map((protocol) => hasSecret({ protocol } as Device))).toEqual([
      true,
      true,
      false,
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { caps, comboOf, isBrowserKey, typesText, type KeyPress } from './keyNames'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...more,
})

describe('comboOf', () => {
  it('names combinations in one order', () => {
    expect(comboOf(press('n'))).toBe('N')
    expect(comboOf(press('Enter', { ctrlKey: true }))).toBe('Ctrl+Enter')
    expect(comboOf(press('E', { shiftKey: true }))).toBe('Shift+E')
    expect(comboOf(press('?', { shiftKey: true }))).toBe('?')
    expect(comboOf(press('˜', { altKey: true, code: 'KeyN' }))).toBe('Alt+N')
    expect(comboOf(press('Control', { ctrlKey: true }))).toBeNull()
  })
})

describe('safety', () => {
  it('knows keys of the browser and keys that type', () => {
    expect(isBrowserKey('Ctrl+1')).toBe(true)
    expect(isBrowserKey('F2')).toBe(false)
    expect(['N', '/', 'Enter', 'Shift+E', 'ArrowUp'].every(typesText)).toBe(true)
    expect(['Alt+N', 'Ctrl+Enter', 'F8', 'Escape'].some(typesText)).toBe(false)
  })

  it('writes caps', () => {
    expect(caps('Alt+ArrowUp')).toEqual(['Alt', '↑'])
    expect(caps('+')).toEqual(['+'])
    expect(caps('Ctrl++')).toEqual(['Ctrl', '+'])
  })
})

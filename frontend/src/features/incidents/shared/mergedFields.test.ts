import { describe, expect, it } from 'vitest'
import { changed, merge } from './mergedFields'

const base = { title: 'a', grade: 'III', kind: null as string | null }

describe('merge', () => {
  it('follows in a field nobody here touched', () => {
    const merged = merge({ base, mine: { ...base }, theirs: {} }, { ...base, grade: 'II' })
    expect(merged.mine.grade).toBe('II')
    expect(merged.theirs).toEqual({})
  })

  it('keeps what a hand has typed and names the other value', () => {
    const merged = merge({ base, mine: { ...base, title: 'mine' }, theirs: {} }, { ...base, title: 'theirs' })
    expect(merged.mine.title).toBe('mine')
    expect(merged.theirs).toEqual({ title: 'theirs' })
    expect(changed(merged.base, merged.mine)).toEqual({ title: 'mine' })
  })

  it('never replaces the field with the cursor in it', () => {
    const merged = merge(
      { base, mine: { ...base }, theirs: {} },
      { ...base, title: 'theirs' },
      new Set(['title'] as const),
    )
    expect(merged.mine.title).toBe('a')
    expect(merged.theirs).toEqual({ title: 'theirs' })
  })

  it('sees no clash where both came to the same', () => {
    const merged = merge({ base, mine: { ...base, kind: '10104' }, theirs: {} }, { ...base, kind: '10104' })
    expect(merged.theirs).toEqual({})
    expect(changed(merged.base, merged.mine)).toEqual({})
  })
})

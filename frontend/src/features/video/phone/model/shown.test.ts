import { expect, it } from 'vitest'
import { isShown } from './shown'

it('follows a live picture into the incident its own was merged into', () => {
  const live = new Set(['a'])
  expect(isShown({ id: 'a', merged_from: [] }, live)).toBe(true)
  expect(isShown({ id: 'b', merged_from: ['c', 'a'] }, live)).toBe(true)
  expect(isShown({ id: 'b', merged_from: ['c'] }, live)).toBe(false)
})

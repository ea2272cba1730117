import { describe, expect, it } from 'vitest'
import type { Chapter } from '../types'
import { chapterAt, layoutAt, mainAt, marksOf, neighbourOf } from './chapters'

const ZERO = Date.parse('2026-11-23T02:00:00Z')
const at = (second: number) => ZERO + second * 1000
const chapter = (second: number, kind: Chapter['kind'], more: Partial<Chapter> = {}): Chapter => ({
  at: new Date(at(second)).toISOString(),
  kind,
  name: null,
  source_id: null,
  text: null,
  ...more,
})
const log = [
  chapter(-5, 'recording-started'),
  chapter(0, 'opened'),
  chapter(10, 'main', { source_id: 'a' }),
  chapter(20, 'entered'),
  chapter(30, 'layout', { text: '4' }),
  chapter(40, 'main', { source_id: 'b' }),
  chapter(40.2, 'decision', { text: '转移群众' }),
  chapter(80, 'layout', { text: 'odd' }),
]

it('says who was on the big screen, and in which layout', () => {
  expect([5, 10, 39, 41].map((second) => mainAt(log, at(second)))).toEqual([null, 'a', 'a', 'b'])
  expect([5, 31, 81].map((second) => layoutAt(log, at(second)))).toEqual(['speaker', '4', 'speaker'])
})

it('knows the chapter of a moment', () => {
  expect(chapterAt(log, at(25))?.kind).toBe('entered')
  expect(chapterAt(log, at(-6))).toBeNull()
})

describe('marks on the bar', () => {
  const marks = marksOf(log, { from: at(0), to: at(100) })

  it('stand at their share, without what is no chapter of its own', () =>
    expect(marks.map(({ share }) => share)).toEqual([0, 0.1, 0.4]))

  it('are one where they fall together, named after the gravest', () =>
    expect(marks[2]).toMatchObject({ chapter: { kind: 'decision' }, more: 1 }))
})

it('jumps from chapter to chapter', () => {
  expect(neighbourOf(log, at(10), 1)).toBe(at(40))
  expect(neighbourOf(log, at(10.5), -1)).toBe(at(0))
  expect(neighbourOf(log, at(90), 1)).toBeNull()
})

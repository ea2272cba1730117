/** What the log of a meeting says of a moment, and where its chapters stand on the bar. Pure. */
import type { Chapter } from '../types'
import type { Span } from './timeline'

/** From the gravest: what a mark tells when several fall together, and what the short list shows. */
export const KEY_KINDS = [
  'decision',
  'roll-call',
  'main',
  'recording-paused',
  'recording-resumed',
  'opened',
  'closed',
  'sharing',
  'whiteboard-opened',
  'whiteboard-closed',
  'recording-started',
  'recording-stopped',
  'message',
] as const
const KEY = new Set<string>(KEY_KINDS)
const RANK = new Map<string, number>(KEY_KINDS.map((kind, rank) => [kind, rank]))

export const isKey = ({ kind }: Chapter) => KEY.has(kind)

/** The last one that has begun; null before the first. */
export function chapterAt(chapters: readonly Chapter[], at: number): Chapter | null {
  return chapters.findLast((one) => Date.parse(one.at) <= at) ?? null
}

/** Whose picture was the big one: a source, or null when nobody had chosen. */
export function mainAt(chapters: readonly Chapter[], at: number): string | null {
  return (
    chapterAt(
      chapters.filter(({ kind }) => kind === 'main'),
      at,
    )?.source_id ?? null
  )
}

export const LAYOUTS = ['speaker', '1', '4', '9', '16'] as const
export type Layout = (typeof LAYOUTS)[number]

export function layoutAt(chapters: readonly Chapter[], at: number): Layout {
  const said = chapterAt(
    chapters.filter(({ kind }) => kind === 'layout'),
    at,
  )?.text
  return LAYOUTS.find((layout) => layout === said) ?? 'speaker'
}

export interface Mark {
  /** Share of the bar, 0 to 1. */
  share: number
  chapter: Chapter
  /** How many stand behind it. */
  more: number
}

/** Marks nearer than this would cover each other, as a share of the bar. */
const APART = 0.006

/** Chapters as marks; those that fall together are one, named after the gravest. */
export function marksOf(chapters: readonly Chapter[], { from, to }: Span): Mark[] {
  const marks: Mark[] = []
  for (const chapter of chapters) {
    const share = (Date.parse(chapter.at) - from) / (to - from)
    if (share < 0 || share > 1 || !isKey(chapter)) continue
    const last = marks.at(-1)
    if (!last || share - last.share >= APART) marks.push({ share, chapter, more: 0 })
    else {
      last.more++
      if (rank(chapter) < rank(last.chapter)) last.chapter = chapter
    }
  }
  return marks
}

const rank = ({ kind }: Chapter) => RANK.get(kind) ?? KEY_KINDS.length

/** The chapter one jumps to; a second apart at least, so that jumping always gets on. */
export function neighbourOf(chapters: readonly Chapter[], at: number, direction: 1 | -1): number | null {
  const moments = chapters.filter(isKey).map((one) => Date.parse(one.at))
  const beyond = moments.filter((one) => (direction > 0 ? one >= at + 1000 : one <= at - 1000))
  return beyond.length ? (direction > 0 ? Math.min(...beyond) : Math.max(...beyond)) : null
}

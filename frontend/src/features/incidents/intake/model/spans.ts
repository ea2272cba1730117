/** Underlined words of a narrative: from the server's positions to pieces of the text on screen. Pure. */
import type { Span } from '../../shared/types'

export type Mark = 'kind' | 'grade'

export interface Piece {
  text: string
  marks: readonly Mark[]
}

/** The server counts characters, a browser counts UTF-16 units: an emoji is one there and two here. */
export function inUnits(text: string, spans: readonly Span[]): Span[] {
  if (!/[\ud800-\udbff]/.test(text)) return [...spans]
  const offsets = [0]
  for (const char of text) offsets.push(offsets.at(-1)! + char.length)
  const at = (place: number) => offsets[Math.min(place, offsets.length - 1)]!
  return spans.map((span) => ({ ...span, start: at(span.start), end: at(span.end) }))
}

/** Where spans of an older text stand in the present one; those inside the changed part are dropped. */
export function follow(spans: readonly Span[], before: string, now: string): Span[] {
  if (before === now) return [...spans]
  const most = Math.min(before.length, now.length)
  let head = 0
  while (head < most && before[head] === now[head]) head++
  let tail = 0
  while (tail < most - head && before.at(-1 - tail) === now.at(-1 - tail)) tail++
  const shift = now.length - before.length
  return spans.flatMap((span) => {
    if (span.end <= head) return [span]
    if (span.start >= before.length - tail)
      return [{ ...span, start: span.start + shift, end: span.end + shift }]
    return []
  })
}

/** The text in pieces, each with the marks it carries. */
export function pieces(text: string, spans: Record<Mark, readonly Span[]>): Piece[] {
  const kinds: Mark[] = ['kind', 'grade']
  const edges = new Set([0, text.length])
  for (const kind of kinds) for (const span of spans[kind]) edges.add(span.start).add(span.end)
  const sorted = [...edges].filter((edge) => edge >= 0 && edge <= text.length).sort((a, b) => a - b)
  const found: Piece[] = []
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [start, end] = [sorted[i]!, sorted[i + 1]!]
    const marks = kinds.filter((kind) => spans[kind].some((span) => span.start <= start && span.end >= end))
    found.push({ text: text.slice(start, end), marks })
  }
  return found
}

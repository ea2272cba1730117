/** The common time line of a recording: which file of each track is due at a moment, where nothing was kept. Pure; ms. */
import type { RecordingView, Segment, Track } from '../types'

/** A file of a track with its times as numbers. */
export interface Piece {
  n: number
  from: number
  to: number
  /** Milliseconds between two pictures; of sound, none. */
  frame: number | null
  thumbnail: boolean
}

export interface Line {
  track: Track
  /** In order, without overlap. */
  pieces: Piece[]
}

export interface Span {
  from: number
  to: number
}

/** Files follow each other with a few pictures between: that is no gap. */
export const SEAM_MS = 2_000

export function linesOf({ tracks, segments }: Pick<RecordingView, 'tracks' | 'segments'>): Line[] {
  const pieces = new Map<string, Piece[]>()
  for (const segment of segments) {
    const found = pieces.get(segment.track_id)
    if (found) found.push(pieceOf(segment))
    else pieces.set(segment.track_id, [pieceOf(segment)])
  }
  return tracks.map((track) => ({
    track,
    pieces: (pieces.get(track.id) ?? []).sort((a, b) => a.from - b.from),
  }))
}

function pieceOf(segment: Segment): Piece {
  const from = Date.parse(segment.started_at)
  const to = Math.max(Date.parse(segment.ended_at), from + segment.duration_s * 1000)
  const pictures = segment.width !== null && segment.frames > 0
  return {
    n: segment.n,
    from,
    to,
    frame: pictures ? (segment.duration_s * 1000) / segment.frames : null,
    thumbnail: segment.thumbnail,
  }
}

/** The piece due at a moment; the later one where two overlap by a few pictures. */
export function pieceAt(pieces: readonly Piece[], at: number): Piece | null {
  const due = pieces[lastAt(pieces, at)]
  return due && at < due.to ? due : null
}

/** The piece that begins next after a moment. */
export function pieceAfter(pieces: readonly Piece[], at: number): Piece | null {
  return pieces[lastAt(pieces, at) + 1] ?? null
}

/** Place of the last piece that has begun; -1 before the first. */
function lastAt(pieces: readonly Piece[], at: number): number {
  let low = 0
  let high = pieces.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (pieces[middle]!.from <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Whether anything of a track is to be seen or heard about this moment: a seam does not take it away. */
export function isThere({ pieces }: Line, at: number): boolean {
  const before = pieces[lastAt(pieces, at)]
  if (before && at < before.to + SEAM_MS) return true
  const after = pieceAfter(pieces, at)
  return after !== null && after.from - at < SEAM_MS && before !== undefined
}

/** The stretches in which anything was kept, in order. */
export function spansOf(lines: readonly Line[]): Span[] {
  const all = lines.flatMap(({ pieces }) => pieces).sort((a, b) => a.from - b.from)
  const spans: Span[] = []
  for (const { from, to } of all) {
    const last = spans.at(-1)
    if (last && from - last.to <= SEAM_MS) last.to = Math.max(last.to, to)
    else spans.push({ from, to })
  }
  return spans
}

export const inside = (spans: readonly Span[], at: number) =>
  spans.some(({ from, to }) => at >= from && at < to)

/** Where the next stretch begins; null in the last one. */
export function nextStart(spans: readonly Span[], at: number): number | null {
  return spans.find(({ from }) => from > at)?.from ?? null
}

/** Where this stretch begins, or the one before when this has just begun. */
export function previousStart(spans: readonly Span[], at: number): number | null {
  return spans.findLast(({ from }) => from < at - SEAM_MS)?.from ?? null
}

/** From the first to the last that can be played; of a recording without any, its own times. */
export function wholeOf(spans: readonly Span[], started: string, ended: string | null): Span {
  const from = spans[0]?.from ?? Date.parse(started)
  const to = spans.at(-1)?.to ?? (ended ? Date.parse(ended) : from)
  return { from, to: Math.max(to, from + 1000) }
}

/** The small picture nearest to a moment in a track: one a file. */
export function thumbnailAt({ pieces }: Line, at: number): number | null {
  const due = pieceAt(pieces, at)
  return due?.thumbnail ? due.n : null
}

/** What stands on a whiteboard, change by change. Pure. */
import type { Drawn, RecordedWhiteboard, Whiteboard } from '../types'

export interface Standing {
  id: string
  revision: number
  objects: ReadonlyMap<string, Drawn>
}

/** Applies the answer to a change when it is the very next one; null when more must be asked for. */
export function applied(standing: Standing, { id, revision, last }: Whiteboard): Standing | null {
  if (id === standing.id && revision <= standing.revision) return standing
  if (id !== standing.id || revision !== standing.revision + 1 || !last) return null
  const objects = last.wiped ? new Map<string, Drawn>() : new Map(standing.objects)
  for (const gone of last.erased) objects.delete(gone)
  if (last.drawn) objects.set(last.drawn.id, last.drawn)
  return { id, revision, objects }
}

/** Adds what was asked for after a revision. */
export function caughtUp(
  standing: Standing,
  revision: number,
  drawn: readonly Drawn[],
  erased: readonly string[],
): Standing {
  if (revision <= standing.revision) return standing
  const objects = new Map(standing.objects)
  for (const one of drawn) objects.set(one.id, one)
  for (const gone of erased) objects.delete(gone)
  return { ...standing, revision, objects }
}

/** The undermost first. */
export const inOrder = (objects: Iterable<Drawn>) => [...objects].sort((a, b) => a.place - b.place)

/** The whiteboard that was open at a moment of a recording, with what stood on it then. */
export function whiteboardAt(all: readonly RecordedWhiteboard[], at: number): RecordedWhiteboard | null {
  const there = (from: string, to: string | null) =>
    Date.parse(from) <= at && (to === null || at < Date.parse(to))
  const sheet = all.find((one) => there(one.opened_at, one.closed_at))
  if (!sheet) return null
  return { ...sheet, objects: sheet.objects.filter((one) => there(one.drawn_at, one.erased_at)) }
}

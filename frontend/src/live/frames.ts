/** The words spoken on /api/live; the same in docs/reference/live.md. */

export interface Fact<State = Record<string, unknown>> {
  seq: number
  at: string
  kind: string
  topic: string
  subject: string
  version: number
  about: string[]
  state: State | null
  restricted?: Record<string, unknown>
  actor: Record<string, unknown>
  cause: number | null
  drill: string | null
}

export interface Feed {
  name: string
  /** Names of a feed from outside; parts of the server have theirs in the texts. */
  zh?: string
  en?: string
  age_s: number | null
  state: 'live' | 'stale' | 'dead'
}

export type Box = [west: number, south: number, east: number, north: number]

export interface BoardRequest {
  topics: string[]
  subjects?: string[] | null
  drill?: string | null
  area?: Box | null
  /** A past second; the board then shows that time and plays on at `speed`. */
  at?: string | null
  speed?: number | null
}

export interface OpenFrame extends BoardRequest {
  op: 'open'
  id: string
  since: number | null
  epoch: string | null
}

export interface SaidFrame {
  op: 'said'
  about: string
  /** `media` is the server's own: the media process of a room. */
  what: 'typing' | 'cursor' | 'drag' | 'speaking' | 'media'
  data: Record<string, unknown>
  from: { id: string | null; name: string }
}

export type ServerFrame =
  | {
      op: 'snapshot'
      id: string
      epoch: string
      seq: number
      at: string
      facts: Fact[]
      more?: boolean
      /** The facts follow this one: they add to what the board has. */
      since?: number | null
      /** The facts came into view: they add, and what lies outside leaves. */
      view?: Box | null
    }
  | { op: 'fact'; id: string; fact: Fact }
  | { op: 'health'; feeds: Feed[]; now?: string }
  | { op: 'resync'; id: string; reason: string }
  | { op: 'pong'; n: number; now: string }
  | { op: 'problem'; id?: string; code: string; title?: string; detail?: string; status?: number }
  | SaidFrame

/** Close codes of the server and what they mean for a client that wants back in. */
export const CLOSE = {
  signedOut: 4401,
  forbidden: 4403,
  tooSlow: 4408,
  resync: 4409,
  tooMany: 4429,
  shuttingDown: 4503,
} as const

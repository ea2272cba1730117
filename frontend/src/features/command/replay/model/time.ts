/** Moments, speeds and the stretch of time a replay shows. Pure; milliseconds throughout. */
export const SPEEDS = [1, 2, 5, 10, 30, 60] as const
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export const SPANS = [
  { name: 'hour', length: HOUR, step: HOUR / 6 },
  { name: 'sixHours', length: 6 * HOUR, step: HOUR },
  { name: 'day', length: DAY, step: 3 * HOUR },
  { name: 'week', length: 7 * DAY, step: DAY },
] as const
export type SpanName = (typeof SPANS)[number]['name']

export function spanOf(name: SpanName) {
  return SPANS.find((span) => span.name === name)!
}

/** RFC 3339 of an address, to the second; null when it is none. */
export function parseAt(text: unknown): number | null {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : wholeSecond(at)
}

export function parseSpeed(text: unknown): number | null {
  const speed = Number(text)
  return SPEEDS.some((one) => one === speed) ? speed : null
}

export function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000
}

/** As the server takes it and as an address shows it. */
export function iso(at: number): string {
  return new Date(wholeSecond(at)).toISOString().replace('.000Z', 'Z')
}

export interface Stretch {
  from: number
  to: number
}

/** Part of the bar that lies ahead of now, so that the hand of the present need not push the bar along. */
const AHEAD = 1 / 24

/** The stretch of this length that shows a moment: up to now when now fits in, else with the moment in the middle. */
export function stretchAround(at: number, length: number, now: number): Stretch {
  const end = now + length * AHEAD
  const to = end - at <= length ? end : Math.min(end, at + length / 2)
  return { from: to - length, to }
}

/** The same stretch while it shows the moment and is not outdated; else another one. */
export function follow(stretch: Stretch, at: number, now: number): Stretch {
  const length = stretch.to - stretch.from
  const inside = at >= stretch.from && at <= stretch.to
  return inside ? stretch : stretchAround(at, length, now)
}

/** Whole steps of local time inside a stretch: the hours, the midnights. */
export function ticks({ from, to }: Stretch, step: number): number[] {
  const offset = new Date(from).getTimezoneOffset() * 60_000
  const found: number[] = []
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step) found.push(at)
  return found
}

/** `2026-11-22T09:30:00` in local time, as the browser's own field wants it, and back. */
export function toField(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000
  return new Date(wholeSecond(at) - offset).toISOString().slice(0, 19)
}

export function fromField(text: string): number | null {
  const at = Date.parse(text)
  return text && !Number.isNaN(at) ? wholeSecond(at) : null
}

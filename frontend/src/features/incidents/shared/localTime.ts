/** When it happened, as an operator types it: `14:20`, `1420`, `-10` (minutes ago), `11-21 23:50`. Pure. */
import { calendarDate, clock } from '@/units/format'

/** A time a little ahead is a clock that differs; further ahead it was meant as yesterday's. */
const AHEAD_MS = 5 * 60_000

/** Undefined when it cannot be read, null when it is empty: as it comes in. */
export function readMoment(text: string, now: number): string | null | undefined {
  const trimmed = text.trim().replaceAll('：', ':')
  if (!trimmed) return null
  const ago = /^-?(\d{1,4})\s*(?:分|分钟|min)?前?$/.exec(trimmed)
  if (ago && (trimmed.startsWith('-') || /[分m]/.test(trimmed)))
    return new Date(now - Number(ago[1]) * 60_000).toISOString()
  const match = /^(?:(?:(\d{4})-)?(\d{1,2})-(\d{1,2})[ T]+)?(\d{1,2}):?(\d{2})(?::?(\d{2}))?$/.exec(trimmed)
  if (!match) return undefined
  const [, year, month, day, hours, minutes, seconds] = match
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined
  const date = new Date(now)
  if (month) date.setFullYear(Number(year ?? date.getFullYear()), Number(month) - 1, Number(day))
  if (month && date.getDate() !== Number(day)) return undefined
  date.setHours(Number(hours), Number(minutes), Number(seconds ?? 0), 0)
  if (!month && date.getTime() > now + AHEAD_MS) date.setDate(date.getDate() - 1)
  return date.toISOString()
}

/** As it stands in the field: without the day when it is today. */
export function writeMoment(moment: string | null, now: number): string {
  if (!moment) return ''
  const day = calendarDate(moment)
  return day === calendarDate(now) ? clock(moment) : `${day} ${clock(moment)}`
}

/** Which clocks this report would start, by the clock table: first row that matches class and grade. Pure. */
import type { Grade } from '@/api'
import type { ClockRule } from '../../shared/codes'

export interface Ahead extends Pick<ClockRule, 'code' | 'zh' | 'en'> {
  /** Seconds from its start; null for a clock of the day. */
  seconds: number | null
  /** Moment of a clock of the day, in ms. */
  at: number | null
  /** It starts with the incident; others start later. */
  atOnce: boolean
}

const STARTS = ['incident.reported', 'incident.confirmed', 'incident.responding', 'task.sent']

export function clocksAhead(
  rules: readonly ClockRule[],
  kind: string | null,
  grade: Grade | null,
  now: number,
): Ahead[] {
  const found = new Map<string, Ahead>()
  const eventClass = kind ? Number(kind[0]) : null
  for (const rule of rules) {
    if (found.has(rule.code) || !STARTS.includes(rule.starts) || !rule.grades.includes(grade)) continue
    if (eventClass !== null && !rule.classes.includes(eventClass)) continue
    found.set(rule.code, {
      code: rule.code,
      zh: rule.zh,
      en: rule.en,
      seconds: rule.duration_s ?? null,
      at: rule.daily_at ? nextOf(rule.daily_at, now) : null,
      atOnce: rule.starts === 'incident.reported',
    })
  }
  return [...found.values()].sort((one, other) => Number(other.atOnce) - Number(one.atOnce))
}

function nextOf(times: readonly string[], now: number): number {
  const moments = [0, 1].flatMap((day) =>
    times.map((time) => {
      const [hours, minutes] = time.split(':').map(Number)
      const moment = new Date(now)
      moment.setDate(moment.getDate() + day)
      return moment.setHours(hours!, minutes!, 0, 0)
    }),
  )
  return Math.min(...moments.filter((moment) => moment > now))
}

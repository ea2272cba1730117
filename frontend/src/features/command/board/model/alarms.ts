/** Alarms as a queue of one: the gravest and oldest that nobody has acknowledged, the flood folded behind it. Pure. */
import type { Alarm } from './types'

export interface AlarmQueue {
  /** To be acknowledged, in order. */
  waiting: Alarm[]
  /** Acknowledged, its cause still there. */
  standing: Alarm[]
  shelved: Alarm[]
}

const SEVERITY = { red: 0, yellow: 1 } as const

function order(one: Alarm, other: Alarm): number {
  return (
    SEVERITY[one.severity] - SEVERITY[other.severity] ||
    Date.parse(one.raised_at) - Date.parse(other.raised_at)
  )
}

export function alarmQueue(alarms: readonly Alarm[], now: number): AlarmQueue {
  const queue: AlarmQueue = { waiting: [], standing: [], shelved: [] }
  for (const alarm of alarms) {
    if (alarm.cleared_at) continue
    if (alarm.shelved_until && Date.parse(alarm.shelved_until) > now) queue.shelved.push(alarm)
    else if (alarm.acknowledged) queue.standing.push(alarm)
    else queue.waiting.push(alarm)
  }
  for (const list of [queue.waiting, queue.standing, queue.shelved]) list.sort(order)
  return queue
}

/** From this many on, alarms of one kind are one line: a list of forty is not read. */
export const FLOOD = 4

export interface AlarmRow {
  first: Alarm
  alarms: Alarm[]
}

/** Alarms in order, those of a flooding kind folded under their first. */
export function folded(alarms: readonly Alarm[]): AlarmRow[] {
  const kinds = new Map<string, Alarm[]>()
  for (const alarm of alarms) kinds.set(alarm.kind, [...(kinds.get(alarm.kind) ?? []), alarm])
  return alarms.flatMap((alarm) => {
    const same = kinds.get(alarm.kind)!
    if (same.length < FLOOD) return [{ first: alarm, alarms: [alarm] }]
    return same[0] === alarm ? [{ first: alarm, alarms: same }] : []
  })
}

/** True when the alarm calls one of these posts: its owner, or whom it was passed on to. */
export function calls(alarm: Alarm, posts: ReadonlySet<string>): boolean {
  return alarm.posts?.some((post) => posts.has(post)) ?? false
}

/** The subject of an alarm without the words its message says already. */
export function subjectBeside(message: string, subject: string): string {
  return subject
    .split(' ')
    .filter((word) => !message.includes(word))
    .join(' ')
}

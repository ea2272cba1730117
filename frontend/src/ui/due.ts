/** How a clock stands: green until 80 % of its time is used, yellow until it is due, then red. Pure. */
export type DueTone = 'good' | 'yellow' | 'red' | 'done'

const YELLOW_FROM = 0.8

export function share(startedAt: number, dueAt: number, now: number): number {
  return dueAt <= startedAt ? 1 : Math.max(0, (now - startedAt) / (dueAt - startedAt))
}

export function tone(used: number): Exclude<DueTone, 'done'> {
  if (used >= 1) return 'red'
  return used >= YELLOW_FROM ? 'yellow' : 'good'
}

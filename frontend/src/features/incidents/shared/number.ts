/** Numbers as people say them: `SJ-20261122-0137` of today is 0137, `R-20261122-0412` is R-0412. Pure. */
import { calendarDate } from '@/units/format'

export function shortNumber(number: string, now: number): string {
  const match = /^([A-Z]+)-(\d{8})-(\d+)$/.exec(number)
  if (!match) return number
  const [, prefix, day, running] = match
  const head = prefix === 'SJ' ? '' : `${prefix}-`
  if (day === calendarDate(now).replaceAll('-', '')) return `${head}${running}`
  return `${head}${day!.slice(4)}-${running}`
}

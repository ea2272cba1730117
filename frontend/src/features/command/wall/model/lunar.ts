/** The date of the Chinese calendar in Chinese words, from the browser's own tables: no network, no library. Pure. */
const DIGITS = '一二三四五六七八九十'

/** 初一 … 初十, 十一 … 十九, 二十, 廿一 … 廿九, 三十. */
export function lunarDay(day: number): string {
  if (day <= 10) return `初${DIGITS[day - 1]}`
  if (day < 20) return `十${DIGITS[day - 11]}`
  if (day === 20) return '二十'
  return day < 30 ? `廿${DIGITS[day - 21]}` : '三十'
}

const format = calendarOf('zh-u-ca-chinese')

function calendarOf(locale: string): Intl.DateTimeFormat | null {
  const found = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric' })
  return found.resolvedOptions().calendar === 'chinese' ? found : null
}

/** `八月十八`, or null in a browser without the tables. */
export function lunarDate(at: number): string | null {
  const parts = format?.formatToParts(at)
  const month = parts?.find((part) => part.type === 'month')?.value
  const day = Number(parts?.find((part) => part.type === 'day')?.value)
  return month && day >= 1 && day <= 30 ? month + lunarDay(day) : null
}

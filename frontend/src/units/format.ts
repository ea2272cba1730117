/** The one formatter: every number with a unit and every time on a screen passes here. Pure. */

export type Locale = 'zh-CN' | 'en'
export type Instant = string | number | Date

const DAY_S = 86_400
const pad = (value: number) => String(value).padStart(2, '0')
const word = (locale: Locale, zh: string, en: string) => (locale === 'zh-CN' ? zh : en)

function asDate(value: Instant): Date {
  return value instanceof Date ? value : new Date(value)
}

export function clock(value: Instant): string {
  const date = asDate(value)
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
}

export function calendarDate(value: Instant): string {
  const date = asDate(value)
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** `HH:mm:ss`, with the date in front when it is not today; `short` leaves out the seconds. */
export function time(value: Instant, now: Instant, short = false): string {
  const text = short ? clock(value).slice(0, 5) : clock(value)
  const day = calendarDate(value)
  const today = calendarDate(now)
  if (day === today) return text
  return `${day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day} ${text}`
}

export function weekday(value: Instant, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(asDate(value))
}

/** `UTC+8` of the place where the screen stands. */
export function utcOffset(value: Instant): string {
  const minutes = -asDate(value).getTimezoneOffset()
  const rest = Math.abs(minutes) % 60
  const hours = Math.floor(Math.abs(minutes) / 60)
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest ? `:${pad(rest)}` : ''}`
}

/** `24 s`, `12 分`, `1 时 35`, `3 天`: two figures at most, because it is read at a glance. */
export function duration(seconds: number, locale: Locale): string {
  const total = Math.max(0, Math.round(Math.abs(seconds)))
  if (total < 60) return `${total} s`
  const minutes = Math.floor(total / 60)
  if (minutes < 60) return `${minutes} ${word(locale, '分', 'min')}`
  if (total >= 2 * DAY_S) return `${Math.floor(total / DAY_S)} ${word(locale, '天', 'd')}`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} ${word(locale, '时', 'h')}${rest ? ` ${pad(rest)}` : ''}`
}

/** Running time as figures that keep their width: `00:42`, `1:02:03`. */
export function stopwatch(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds))
  const tail = `${pad(Math.floor(total / 60) % 60)}:${pad(total % 60)}`
  return total >= 3600 ? `${Math.floor(total / 3600)}:${tail}` : tail
}

export function count(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale).format(value)
}

export function decimal(value: number, digits: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value)
}

/** A share between 0 and 1. */
export function percent(share: number, locale: Locale, digits = 0): string {
  return `${decimal(share * 100, digits, locale)} %`
}

export function distance(metres: number, locale: Locale): string {
  if (metres < 995) return `${Math.round(metres)} m`
  return `${decimal(metres / 1000, metres < 99_950 ? 1 : 0, locale)} km`
}

export function speed(metresPerSecond: number): string {
  return `${Math.round(metresPerSecond * 3.6)} km/h`
}

export function area(squareMetres: number, locale: Locale): string {
  if (squareMetres < 100_000) return `${count(Math.round(squareMetres), locale)} m²`
  return `${decimal(squareMetres / 1e6, 2, locale)} km²`
}

export function bytes(size: number, locale: Locale): string {
  if (size < 1000) return `${size} B`
  const steps = ['KB', 'MB', 'GB', 'TB']
  let value = size / 1000
  let step = 0
  while (value >= 999.5 && step < steps.length - 1) {
    value /= 1000
    step++
  }
  return `${decimal(value, value < 10 ? 1 : 0, locale)} ${steps[step]}`
}

export function bearing(degrees: number, locale: Locale): string {
  const names =
    locale === 'zh-CN'
      ? ['北', '东北', '东', '东南', '南', '西南', '西', '西北']
      : ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW']
  return names[Math.round((((degrees % 360) + 360) % 360) / 45) % 8]!
}

/** Five decimals are one metre: `116.68210 E  23.35380 N`. */
export function coordinates(lon: number, lat: number): string {
  const east = `${Math.abs(lon).toFixed(5)} ${lon < 0 ? 'W' : 'E'}`
  return `${east}  ${Math.abs(lat).toFixed(5)} ${lat < 0 ? 'S' : 'N'}`
}

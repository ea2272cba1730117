/** Numbers and names of an answer in the language of the screen. Pure. */
import * as format from '@/units/format'
import type { Cell, Figure } from '../types'

/** A value with its unit, as the one formatter writes it. */
export function valueText(value: Cell, unit: string | undefined, locale: format.Locale): string {
  if (value === null) return '—'
  if (typeof value === 'string') return value
  switch (unit) {
    case 'm':
      return format.distance(value, locale)
    case 'km':
      return format.distance(value * 1000, locale)
    case 's':
      return format.duration(value, locale)
    case 'min':
      return format.duration(value * 60, locale)
    case 'km²':
      return value < 1000
        ? format.area(value * 1e6, locale)
        : `${format.count(Math.round(value), locale)} km²`
    case '°':
      return `${Math.round(value)}°`
    default:
      return `${format.count(value, locale)}${unit ? ` ${unit}` : ''}`
  }
}

export function figureText(figure: Figure, locale: format.Locale): string {
  const named = locale === 'en' ? figure.value_en : undefined
  return named ?? valueText(figure.value, figure.unit, locale)
}

/** RFC 3339 in UTC, as the server writes moments into cells. */
export const isMoment = (value: Cell): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value)

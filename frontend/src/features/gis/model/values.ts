/** Values of attributes as text. Pure. */
import { calendarDate, count, decimal, time, type Locale } from '@/units/format'
import type { Attribute, Value } from '../types'

/** Digits after the point that still mean something on a screen. */
const DIGITS = 3

export function valueText(
  value: Value | undefined,
  attribute: Pick<Attribute, 'type' | 'unit'> | undefined,
  locale: Locale,
): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return locale === 'en' ? (value ? 'Yes' : 'No') : value ? '是' : '否'
  if (attribute?.type === 'date') return calendarDate(String(value))
  if (attribute?.type === 'datetime') return time(String(value), 0)
  if (typeof value === 'number') return withUnit(numberText(value, attribute, locale), attribute?.unit)
  return withUnit(String(value), attribute?.unit)
}

/** Years and codes are no quantities: whole numbers without a unit stay as they are. */
function numberText(value: number, attribute: Pick<Attribute, 'unit'> | undefined, locale: Locale): string {
  if (Number.isInteger(value)) return attribute?.unit ? count(value, locale) : String(value)
  const text = decimal(value, DIGITS, locale)
  return text.replace(/\.?0+$/, '')
}

const withUnit = (text: string, unit: string | null | undefined) => (unit ? `${text} ${unit}` : text)

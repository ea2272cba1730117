/** The value of a form field in words, to be shown beside one's own. */
import { useI18n } from 'vue-i18n'
import type { Grade } from '@/api'
import { useFormat } from '@/units/useFormat'
import { useCodes } from './codes'
import { useFigureNames } from './figures'

export function useValueWords() {
  const codes = useCodes()
  const format = useFormat()
  const figures = useFigureNames()
  const { t } = useI18n({ useScope: 'global' })

  return (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return ''
    if (field === 'kind') return format.name(codes.kind(value as string)) || String(value)
    if (field === 'grade') return `${value as Grade} ${t(`grade.${value as Grade}`)}`
    if (field === 'place' || field === 'location') {
      const { lon, lat } = value as { lon: number; lat: number }
      return format.coordinates(lon, lat)
    }
    if (field === 'occurredAt' || field === 'occurred_at')
      return `${format.date(value as string)} ${format.clock(value as string)}`
    if (field === 'figures')
      return Object.entries(value as Record<string, number | null>)
        .map(([name, n]) => `${figures.name(name)} ${n ?? '—'}`)
        .join(' · ')
    return String(value)
  }
}

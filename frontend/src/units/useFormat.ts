import { useI18n } from 'vue-i18n'
import * as format from './format'
import type { Grade, Schema } from '@/api'

/** The formatter in the language of the screen. */
export function useFormat() {
  const { locale } = useI18n({ useScope: 'global' })
  const tongue = () => locale.value as format.Locale
  return {
    clock: format.clock,
    date: format.calendarDate,
    time: format.time,
    utcOffset: format.utcOffset,
    stopwatch: format.stopwatch,
    speed: format.speed,
    coordinates: format.coordinates,
    weekday: (value: format.Instant) => format.weekday(value, tongue()),
    duration: (seconds: number) => format.duration(seconds, tongue()),
    count: (value: number) => format.count(value, tongue()),
    decimal: (value: number, digits: number) => format.decimal(value, digits, tongue()),
    percent: (share: number, digits = 0) => format.percent(share, tongue(), digits),
    distance: (metres: number) => format.distance(metres, tongue()),
    area: (squareMetres: number) => format.area(squareMetres, tongue()),
    bytes: (size: number) => format.bytes(size, tongue()),
    bearing: (degrees: number) => format.bearing(degrees, tongue()),
    /** The name in the language of the screen: every `{zh, en}` of the server passes here, nameless ones too. */
    name: (names: Pick<Schema<'NamedPost'>, 'zh' | 'en'> | null | undefined) =>
      (tongue() === 'en' ? names?.en : names?.zh) ?? '',
    /** 1 for the gravest, 5 for none: for sorting. */
    rank: (grade: Grade | null | undefined) => (grade ? ['I', 'II', 'III', 'IV'].indexOf(grade) + 1 : 5),
  }
}

/** What a person fills in about a feed, and what the server takes. Pure. */
import type { FeedPatch } from '../data/feedApi'
import type { Feed } from '../types'

type ColumnName = 'station' | 'at' | 'value' | 'lon' | 'lat' | 'quantity'

export interface FeedFields {
  zh: string
  en: string
  url: string
  every_s: number
  late_after_s: number
  dead_after_s: number
  keep_days: number
  zone: string
  unit: string
  source: string
  licence: string
  fields: Partial<Record<ColumnName, string>>
}

interface Settings {
  zone?: string
  unit?: string
  fields?: Partial<Record<ColumnName, string>>
  [name: string]: unknown
}

const MINUTE_S = 60

export const BLANK: FeedFields = {
  zh: '',
  en: '',
  url: '',
  every_s: 5 * MINUTE_S,
  late_after_s: 15 * MINUTE_S,
  dead_after_s: 60 * MINUTE_S,
  keep_days: 30,
  zone: 'Asia/Shanghai',
  unit: '',
  source: '',
  licence: '',
  fields: {},
}

export function fieldsOf(feed: Feed): FeedFields {
  const { zh, en, url, every_s, late_after_s, dead_after_s, keep_days, source, licence } = feed
  const settings = (feed.settings ?? {}) as Settings
  return {
    zh,
    en,
    url: url ?? '',
    every_s,
    late_after_s,
    dead_after_s,
    keep_days,
    zone: settings.zone ?? 'UTC',
    unit: settings.unit ?? '',
    source,
    licence,
    fields: { ...settings.fields },
  }
}

/** Names and places of stations, which no field here shows, stay as they were. */
export function told(form: FeedFields, before: Feed | null = null) {
  const { zone, unit, fields, url, ...plain } = form
  const columns = Object.fromEntries(Object.entries(fields).filter(([, column]) => column))
  const settings = { ...(before?.settings as Settings | undefined), zone, unit, fields: columns }
  return { ...plain, url: url || null, settings } as FeedPatch & { zh: string; en: string }
}

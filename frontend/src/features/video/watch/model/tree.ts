/** Sources by organisation, narrowed by words; the most silent first in nothing, by name in all. */
import type { Source } from '../types'

export interface Branch {
  id: string
  name: { zh: string; en: string }
  sources: Source[]
  offline: number
}

const matches = (source: Source, words: string) =>
  [source.zh, source.en, source.organisation.zh, source.organisation.en]
    .join(' ')
    .toLowerCase()
    .includes(words)

/** Branches by the code of their organisation, sources by name in the language of the screen. */
export function branches(sources: readonly Source[], words: string, locale: string): Branch[] {
  const found = new Map<string, Branch & { code: string }>()
  const wanted = words.trim().toLowerCase()
  for (const source of sources) {
    if (wanted && !matches(source, wanted)) continue
    const { id, code, zh, en } = source.organisation
    const branch = found.get(id) ?? { id, code, name: { zh, en }, sources: [], offline: 0 }
    branch.sources.push(source)
    if (source.state === 'offline') branch.offline++
    found.set(id, branch)
  }
  const collator = new Intl.Collator(locale)
  const named = (source: Source) => (locale === 'en' ? source.en : source.zh)
  const sorted = [...found.values()].sort((a, b) => collator.compare(a.code, b.code))
  // What is live from a scene stands above what stands there every day.
  for (const branch of sorted)
    branch.sources.sort((a, b) => Number(!a.phone) - Number(!b.phone) || collator.compare(named(a), named(b)))
  return sorted
}

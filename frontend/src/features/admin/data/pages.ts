/** Whole lists: registers of a city are some hundred entries, fetched page after page. */
import { api, type CallOptions, type Page } from '@/api'

/** As many as the server gives at once. */
const LIMIT = 1000
/** More than this is no list for a screen: 10,000 entries. */
const MOST_PAGES = 10

export async function everyPage<T>(path: string, query: CallOptions['query'] = {}): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: Page<T> = await api.get<Page<T>>(path, { query: { ...query, limit: LIMIT, cursor } })
    items.push(...answer.items)
    cursor = answer.next
    if (!cursor) break
  }
  return items
}

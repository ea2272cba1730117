/** Gauges of all feeds within sight with their last readings, asked anew now and then. */
import { onScopeDispose, shallowRef } from 'vue'
import type { Feed, Station } from '../types'
import { feedApi } from './feedApi'

export interface GaugeGroup {
  feed: Feed
  stations: Station[]
}

const EVERY_MS = 15_000
/** A wall has room for a few; the page of feeds has all. */
const MOST_FEEDS = 4

export function useGauges() {
  const groups = shallowRef<GaugeGroup[] | null>(null)

  async function load(): Promise<void> {
    try {
      const { items } = await feedApi.list()
      const measuring = items.filter(({ kind }) => kind === 'gauges' || kind === 'generic')
      groups.value = await Promise.all(
        measuring
          .slice(0, MOST_FEEDS)
          .map(async (feed) => ({ feed, stations: (await feedApi.observed(feed.id)).stations })),
      )
    } catch {
      // What was seen stays, and its age tells how old it is.
    }
  }

  void load()
  const timer = setInterval(() => void load(), EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  return groups
}

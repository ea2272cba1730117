/** Call signs of the units within sight, to choose one and to name the one a device belongs to. */
import { computed, shallowRef } from 'vue'
import type { UnitName } from '../types'
import { deviceApi } from './deviceApi'

/** 10,000 units are more than a city has. */
const MOST_PAGES = 10

export function useUnitNames() {
  const units = shallowRef<UnitName[]>([])

  async function load(): Promise<void> {
    const found: UnitName[] = []
    let cursor: string | null = null
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await deviceApi.units(cursor)
      found.push(...answer.items)
      cursor = answer.next
      if (!cursor) break
    }
    units.value = found
  }

  // Without the right to units there is nothing to choose from; the page goes on.
  void load().catch(() => undefined)
  const byId = computed(() => new Map(units.value.map((unit) => [unit.id, unit])))
  return { units, nameOf: (id: string | null) => (id ? (byId.value.get(id)?.call_sign ?? null) : null) }
}

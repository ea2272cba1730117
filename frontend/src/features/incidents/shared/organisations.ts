/** The organisations of the tree, fetched once: for choosing and for names of codes. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, type Page, type Schema } from '@/api'

export type Organisation = Schema<'Organisation'>

/** A page as large as the server gives; a city with its districts, agencies and towns has about a hundred. */
const MOST = 1000

export const useOrganisations = defineStore('incidents-organisations', () => {
  const items = shallowRef<Organisation[]>([])
  let asked: Promise<void> | null = null

  function ready(): Promise<void> {
    asked ??= api
      .get<Page<Organisation>>('/api/organisations', { query: { limit: MOST } })
      .then((page) => void (items.value = page.items))
      .catch(() => void (asked = null))
    return asked
  }

  const byId = computed(() => new Map(items.value.map((one) => [one.id, one])))
  return { items, byId, ready }
})

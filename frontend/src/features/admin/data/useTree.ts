/** The tree of organisations for every console, and which of it the person answers for. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { useSession } from '@/features/session'
import { branchOf, treeOf } from '../model/tree'
import type { Organisation } from '../model/types'
import { everyPage } from './pages'

export const useTree = defineStore('admin-tree', () => {
  const session = useSession()
  const items = shallowRef<Organisation[]>([])
  const loading = ref(false)
  const error = shallowRef<Error | null>(null)

  async function load(): Promise<void> {
    loading.value = true
    try {
      items.value = await everyPage<Organisation>('/api/organisations')
      error.value = null
    } catch (failure) {
      error.value = failure as Error
    } finally {
      loading.value = false
    }
  }

  const tree = computed(() => treeOf(items.value))
  const home = computed(() => session.who?.organisation?.id ?? '')
  /** The own organisation and all below: what may be changed. */
  const mine = computed(() => branchOf(tree.value, home.value))
  return { items, loading, error, load, tree, home, mine, total: computed(() => items.value.length) }
})

/** The devices that fit the filters, asked anew every few seconds: contact grows old without a fact. */
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { Device, Filters } from '../types'
import { deviceApi } from './deviceApi'

const EVERY_MS = 5_000
/** Letters typed in a row are one question. */
const TYPING_MS = 250
const PAGE = 100
/** As many as the server gives at once; whoever has more narrows the list. */
const MOST = 1_000

export function useDevices(filters: Ref<Filters>) {
  const devices = shallowRef<Device[]>([])
  const waiting = shallowRef<Device[]>([])
  const more = ref(false)
  const loading = ref(true)
  const loaded = ref(false)
  const error = shallowRef<Error | null>(null)
  let limit = PAGE
  let running: AbortController | null = null
  let typing = 0

  async function load(): Promise<void> {
    running?.abort()
    const { signal } = (running = new AbortController())
    loading.value = true
    try {
      const [found, quarantined] = await Promise.all([
        deviceApi.list(filters.value, limit, signal),
        deviceApi.waiting(PAGE),
      ])
      if (signal.aborted) return
      devices.value = found.items
      waiting.value = quarantined.items
      more.value = found.next !== null && limit < MOST
      error.value = null
      loaded.value = true
    } catch (failure) {
      if (!signal.aborted) error.value = failure as Error
    } finally {
      if (running?.signal === signal) loading.value = false
    }
  }

  const timer = setInterval(() => void load(), EVERY_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    clearTimeout(typing)
    running?.abort()
  })
  watch(
    filters,
    () => {
      limit = PAGE
      clearTimeout(typing)
      typing = window.setTimeout(() => void load(), TYPING_MS)
    },
    { deep: true },
  )
  void load()

  return {
    devices,
    waiting,
    more,
    loading,
    loaded,
    error,
    load,
    showMore: () => {
      limit = Math.min(MOST, limit + 3 * PAGE)
      return load()
    },
  }
}

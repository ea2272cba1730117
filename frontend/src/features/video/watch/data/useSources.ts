/** The sources within sight, asked anew when one changes, and now and then for their pictures. */
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useBoard } from '@/live'
import type { Source } from '../types'
import { sourceApi } from './sourceApi'

const EVERY_MS = 60_000
/** A storm of facts is one question. */
const SETTLE_MS = 500

export function useSources() {
  const sources = shallowRef<Source[]>([])
  const error = shallowRef<Error | null>(null)
  const loading = ref(true)
  const board = useBoard({ topics: ['sources', 'phones'] })
  let settling: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    try {
      sources.value = await sourceApi.all()
      error.value = null
    } catch (failure) {
      error.value = failure as Error
    } finally {
      loading.value = false
    }
  }

  const timer = setInterval(() => void load(), EVERY_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    clearTimeout(settling)
  })
  watch(
    () => [...board.facts.values()].reduce((last, { seq }) => Math.max(last, seq), 0),
    () => {
      clearTimeout(settling)
      settling = setTimeout(() => void load(), SETTLE_MS)
    },
  )
  void load()

  return { sources, error, loading, load }
}

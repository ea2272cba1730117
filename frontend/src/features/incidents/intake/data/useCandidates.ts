/** Open things this report may be a repeat of, looked for while it is typed. */
import { computed, type ComputedRef, type Ref } from 'vue'
import { api } from '@/api'
import { useAsked } from '../../shared/useAsked'
import type { Candidate, Duplicates } from '../../shared/types'
import type { Draft, Settled } from '../model/draft'

/** The pause of a quick typist between two words: more often would only ask for half words. */
const PAUSE_MS = 250
/** Fewer characters match half the day. */
const LEAST = 4

/** Below this share the wording speaks of chance. */
const LEAST_ALIKE = 0.2

/** What only came at the same moment, without a place or the wording in common, is shown but not urged. */
function sober(one: Candidate): Candidate {
  const apart = one.target !== 'other' && one.distance_m === null && one.similarity < LEAST_ALIKE
  return apart ? { ...one, likely: false } : one
}

export function useCandidates(draft: Ref<Draft>, settled: ComputedRef<Settled>) {
  const question = computed(() => {
    const { text, place, address, occurredAt } = draft.value.form
    const words = text.trim().length >= LEAST ? text.trim() : undefined
    if (!words && !place) return null
    return {
      text: words,
      location: place ?? undefined,
      address: address.trim() || undefined,
      occurred_at: occurredAt ?? undefined,
      kind: settled.value.kind ?? undefined,
      exclude: draft.value.id,
    }
  })
  const asked = useAsked(
    question,
    (body, signal) => api.post<Duplicates>('/api/reports/duplicates', body, { signal }),
    { pause: PAUSE_MS, keep: true },
  )
  return {
    candidates: computed(() => (question.value ? (asked.answer.value?.items ?? []).map(sober) : [])),
    loading: asked.loading,
    error: asked.error,
    retry: asked.reload,
  }
}

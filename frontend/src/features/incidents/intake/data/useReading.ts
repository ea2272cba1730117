/** What the server reads from the narrative: kinds, grades and figures, each with the words it rests on. */
import { computed, type Ref } from 'vue'
import { api } from '@/api'
import { useAsked } from '../../shared/useAsked'
import type { Suggestions } from '../../shared/types'
import type { Draft } from '../model/draft'
import { follow, inUnits, pieces } from '../model/spans'

/** A pause between words, as the design asks. */
const PAUSE_MS = 250
/** A single character says nothing. */
const LEAST = 2

export function useReading(draft: Ref<Draft>) {
  const question = computed(() => {
    const { text, kind } = draft.value.form
    return text.trim().length < LEAST ? null : { text, ...(kind ? { kind } : {}) }
  })
  const asked = useAsked(
    question,
    (body, signal) => api.post<Suggestions>('/api/reports/suggest', body, { signal }),
    { pause: PAUSE_MS, keep: true },
  )

  const marked = computed(() => {
    const now = draft.value.form.text
    // The server reads the text without the blanks around it.
    const before = asked.answered.value?.text ?? ''
    const lead = before.length - before.trimStart().length
    const place = (spans: Suggestions['kinds'][number]['phrases']) => {
      const moved = inUnits(before.trim(), spans).map((span) => ({
        ...span,
        start: span.start + lead,
        end: span.end + lead,
      }))
      return follow(moved, before, now)
    }
    const read = asked.answer.value
    const chosen = draft.value.form.kind
    const kind = read?.kinds.find((one) => one.code === chosen) ?? read?.kinds[0]
    const grade = read?.grades.find((one) => one.grade === draft.value.form.grade) ?? read?.grades[0]
    return pieces(now, { kind: place(kind?.phrases ?? []), grade: place(grade?.phrases ?? []) })
  })

  return { read: asked.answer, error: asked.error, loading: asked.loading, marked }
}

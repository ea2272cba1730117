/** A report that already exists, in the form: who works on it, and what others change while it is open. */
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { api, isProblem } from '@/api'
import { useSession } from '@/features/session'
import { onSaid, say, serverNow, useServerTime, type Fact } from '@/live'
import { merge } from '../../shared/mergedFields'
import type { Report, ReportPrivate } from '../../shared/types'
import { useTask } from '../../shared/useTask'
import { draftOf, formOf, type Draft, type DraftForm } from '../model/draft'
import type { Day } from './useDay'

/** Said at most this often; forgotten this long after the last word. */
const SAY_MS = 1_000
const FORGET_MS = 6_000

interface Typing {
  name: string
  field: string
  at: number
}

/** The field of the form that has the cursor: it is never replaced. */
function heldFields(): ReadonlySet<keyof DraftForm> {
  const field = document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset.field
  return new Set(field ? (field.split(' ') as (keyof DraftForm)[]) : [])
}

export function useOpened(draft: Ref<Draft>, day: Day, show: (draft: Draft) => void) {
  const session = useSession()
  const { now } = useServerTime()
  const task = useTask()
  const typing = ref<Record<string, Typing>>({})
  const gone = ref(false)
  /** As the server has it; null for a report that is not sent yet. */
  const report = shallowRef<Report | null>(null)
  let saidAt = 0

  /** Takes in what the server says now: of an answer, or of a fact. */
  function take(state: Report, version: number | null, restricted?: ReportPrivate): void {
    if (state.id !== draft.value.id || draft.value.base === null) return
    if (version !== null && draft.value.version !== null && version < draft.value.version) return
    report.value = { ...state, restricted: restricted ?? report.value?.restricted }
    const incoming = formOf({ ...state, restricted }, draft.value.base)
    const { base, form: mine, theirs } = draft.value
    const merged = merge({ base, mine, theirs }, incoming, heldFields())
    Object.assign(draft.value, { base: merged.base, form: merged.mine, theirs: merged.theirs })
    draft.value.version = version ?? draft.value.version
    if (!draft.value.theirs.place) draft.value.area = state.area
  }

  async function refresh(): Promise<void> {
    if (draft.value.base === null) return
    const wanted = draft.value.id
    try {
      const now = await api.get<Report>(`/api/reports/${wanted}`)
      take(now, now.version ?? null, now.restricted)
      day.put(now)
    } catch (failure) {
      if (draft.value.id === wanted && isProblem(failure) && [403, 404].includes(failure.status))
        gone.value = true
    }
  }

  async function open(id: string): Promise<void> {
    await task.run('open', async () => {
      const found = await api.get<Report>(`/api/reports/${id}`)
      show(draftOf(found, serverNow()))
      report.value = found
      const free = found.state === 'received' && !found.taken_by
      if (free && session.may('reports.close')) await takeOver(false)
    })
  }

  async function takeOver(over: boolean): Promise<void> {
    const answer = await api.post<Report>(`/api/reports/${draft.value.id}/take`, { over })
    take(answer, answer.version ?? null, answer.restricted)
  }

  const stop = day.board.onFact((fact: Fact) => {
    if (fact.subject !== draft.value.id) return
    if (!fact.state) return void refresh()
    take(fact.state as unknown as Report, fact.version, fact.restricted as ReportPrivate | undefined)
  })
  const deaf = onSaid((frame) => {
    const speaker = frame.from
    if (frame.about !== draft.value.id || frame.what !== 'typing') return
    typing.value = {
      ...typing.value,
      [speaker.id ?? speaker.name]: {
        name: speaker.name,
        field: String(frame.data.field ?? ''),
        at: serverNow(),
      },
    }
  })
  onScopeDispose(() => {
    stop()
    deaf()
  })

  /** Tells the others which field is being typed in. */
  function tell(event: Event): void {
    if (draft.value.base === null || Date.now() - saidAt < SAY_MS) return
    const field = (event.target as Element).closest<HTMLElement>('[data-field]')?.dataset.field
    if (!field) return
    saidAt = Date.now()
    say(draft.value.id, 'typing', { field })
  }

  watch(
    () => draft.value.id,
    () => {
      gone.value = false
      typing.value = {}
      if (report.value?.id !== draft.value.id) report.value = null
      if (report.value === null && draft.value.base !== null) void refresh()
    },
    { immediate: true },
  )

  return {
    report,
    gone,
    task,
    open,
    refresh,
    tell,
    takeOver: () => task.run('take', () => takeOver(true)),
    /** Who else has the cursor in this form. */
    others: computed(() => Object.values(typing.value).filter((one) => now.value - one.at < FORGET_MS)),
    /** Somebody else works on it. */
    takenBy: computed(() => {
      const by = report.value?.taken_by
      return by && by.id !== session.who?.account.id ? by : null
    }),
  }
}

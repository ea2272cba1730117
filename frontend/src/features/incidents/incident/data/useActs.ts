/** What this person may do with the incident now, and doing it: the reason asked for, the way back offered. */
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSession } from '@/features/session'
import { useConfirm, useProblemText, useToast } from '@/ui'
import type { Incident } from '../../shared/types'
import { useTask } from '../../shared/useTask'
import { isOpen, needsReason, nextVerb, otherVerbs, type Verb } from '../model/steps'
import { calls } from './calls'
import type { IncidentStore } from './useIncident'

export type DialogName = 'edit' | 'merge' | 'move' | 'assign' | 'label' | 'export'

export function useActs(store: IncidentStore) {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const { confirmWithReason } = useConfirm()
  const toast = useToast()
  const problemText = useProblemText()
  const task = useTask()
  const dialog = ref<DialogName | null>(null)

  const can = computed(() => {
    const now = store.incident.value
    const manage = session.may('incidents.manage') && now !== null && !store.lost.value
    const open = now !== null && isOpen(now)
    return {
      next: manage ? nextVerb(now.state) : null,
      others: manage ? otherVerbs(now.state) : [],
      edit: manage && open,
      note: manage,
      merge: manage && open,
      unmerge: manage && now.state === 'merged',
      move: session.may('incidents.assign') && open && !store.lost.value,
      assign: session.may('incidents.assign') && open && !store.lost.value,
      label: manage && open,
      attach: session.may('files.upload') && now !== null,
      export: now !== null,
    }
  })

  const say = (key: string, parts: Record<string, unknown> = {}) => t(`incidents.act.${key}`, parts)

  /** Runs one act; its answer is shown at once, a refusal is said. */
  async function act(name: string, work: () => Promise<Incident>): Promise<boolean> {
    const answer = await task.run(name, work)
    if (answer) store.accept(answer)
    else if (task.failure.value) toast.failed(problemText(task.failure.value))
    return answer !== undefined
  }

  async function step(verb: Verb): Promise<void> {
    const { id, state, title } = store.incident.value!
    let reason: string | null | undefined
    if (needsReason(verb, state)) {
      reason = await confirmWithReason({
        title: say(`ask.${verb}`, { title }),
        reason: say('reason'),
        action: say(verb),
      })
      if (reason === null) return
    }
    const done = await act(verb, () => calls.step(id, verb, reason ? { reason } : {}))
    if (done) toast.done(say(`done.${verb}`, { title }))
  }

  async function unmerge(): Promise<void> {
    const { id, title } = store.incident.value!
    const reason = await confirmWithReason({
      title: say('ask.unmerge', { title }),
      reason: say('reason'),
      action: say('unmerge'),
    })
    if (reason !== null) await act('unmerge', () => calls.unmerge(id, reason))
  }

  /** Takes another incident, merged into this one, out again. */
  async function release(id: string, title: string): Promise<void> {
    const reason = await confirmWithReason({
      title: say('ask.unmerge', { title }),
      reason: say('reason'),
      action: say('unmerge'),
    })
    if (reason === null) return
    const done = await task.run('unmerge', () => calls.unmerge(id, reason))
    if (done) await store.load()
    else if (task.failure.value) toast.failed(problemText(task.failure.value))
  }

  async function unlink(report: string, number: string): Promise<void> {
    const reason = await confirmWithReason({
      title: say('ask.unlink', { number }),
      reason: say('reason'),
      action: say('unlink'),
    })
    if (reason === null) return
    const done = await task.run('unlink', () => calls.unlink(report, reason))
    if (done) await store.load()
    else if (task.failure.value) toast.failed(problemText(task.failure.value))
  }

  async function clockDone(code: string): Promise<void> {
    const { id } = store.incident.value!
    await act('clock', () => calls.clockDone(id, code))
  }

  return {
    can,
    dialog,
    show: (name: DialogName) => (dialog.value = name),
    task,
    act,
    step,
    unmerge,
    release,
    unlink,
    clockDone,
  }
}

export type Acts = ReturnType<typeof useActs>

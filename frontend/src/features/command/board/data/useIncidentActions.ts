/** What a person may do with the chosen incident, and doing it: reasons asked for, undo offered. */
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSession } from '@/features/session'
import { useConfirm, useProblemText, useToast } from '@/ui'
import { isOpen, nextVerb, type Verb } from '../model/steps'
import type { Incident } from '../model/types'
import { incidentApi } from './incidentApi'
import { useTask } from '@/features/incidents'

export type DialogName = 'dispatch' | 'merge' | 'move' | 'assign' | 'edit' | 'label'

export function useIncidentActions(incident: () => Incident) {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const { confirmWithReason } = useConfirm()
  const toast = useToast()
  const problemText = useProblemText()
  const task = useTask()
  const dialog = ref<DialogName | null>(null)

  const manage = computed(() => session.may('incidents.manage'))
  const open = computed(() => isOpen(incident()))
  const can = computed(() => ({
    next: manage.value && open.value ? nextVerb(incident().state) : null,
    close: manage.value && open.value,
    reopen: manage.value && incident().state === 'closed',
    unmerge: manage.value && incident().state === 'merged',
    merge: manage.value && open.value,
    move: manage.value && open.value,
    edit: manage.value && open.value,
    assign: session.may('incidents.assign') && open.value,
    dispatch: session.may('units.status') && session.may('units.read') && open.value,
    label: session.may('incidents.restrict') && open.value,
  }))

  /** Undo is one more act with its own reason; when it fails the person must know. */
  function undo(work: () => Promise<unknown>): () => void {
    return () => void work().catch((error) => toast.failed(problemText(error)))
  }

  const undone = () => t('command.board.reason.undo')

  async function step(verb: Verb): Promise<void> {
    if (verb === 'close') return close()
    const { id, title } = incident()
    const done = await task.run(verb, () => incidentApi.step(id, verb))
    if (done) toast.done(t(`command.board.done.${verb}`, { title }))
  }

  async function close(): Promise<void> {
    const { id, title } = incident()
    const reason = await confirmWithReason({
      title: t('command.board.ask.close', { title }),
      reason: t('command.board.reason.close'),
      action: t('command.board.action.close'),
    })
    if (reason === null) return
    const done = await task.run('close', () => incidentApi.step(id, 'close', { reason }))
    if (!done) return
    toast.done(
      t('command.board.done.close', { title }),
      undo(() => incidentApi.step(id, 'reopen', { reason: undone() })),
    )
  }

  async function reopen(): Promise<void> {
    const { id, title } = incident()
    const reason = await confirmWithReason({
      title: t('command.board.ask.reopen', { title }),
      reason: t('command.board.reason.label'),
      action: t('command.board.action.reopen'),
    })
    if (reason === null) return
    const done = await task.run('reopen', () => incidentApi.step(id, 'reopen', { reason }))
    if (done) toast.done(t('command.board.done.reopen', { title }))
  }

  async function unmerge(): Promise<void> {
    const { id, title } = incident()
    const reason = await confirmWithReason({
      title: t('command.board.ask.unmerge', { title }),
      reason: t('command.board.reason.label'),
      action: t('command.board.action.unmerge'),
    })
    if (reason === null) return
    const done = await task.run('unmerge', () => incidentApi.unmerge(id, reason))
    if (done) toast.done(t('command.board.done.unmerge', { title }))
  }

  function merged(id: string, title: string): void {
    toast.done(
      t('command.board.done.merge', { title }),
      undo(() => incidentApi.unmerge(id, undone())),
    )
  }

  return { can, dialog, task, step, reopen, unmerge, merged }
}

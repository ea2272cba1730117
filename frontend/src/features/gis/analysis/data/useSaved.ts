/** Kept answers as they are now; keeping one, and taking one away with the way back. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useTask } from '@/features/incidents'
import { useSession } from '@/features/session'
import { useBoard } from '@/live'
import { useProblemText, useToast } from '@/ui'
import type { SavedCard } from '../types'
import { analysisApi, type SaveForm } from './analysisApi'

export function useSaved() {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const toast = useToast()
  const problemText = useProblemText()
  const task = useTask()
  const board = session.may('layers.read') ? useBoard({ topics: ['analyses'] }) : null
  const states = board?.topic<SavedCard>('analyses')
  const cards = computed(() =>
    [...(states?.value ?? [])].sort((one, other) => other.created_at.localeCompare(one.created_at)),
  )

  async function told(work: () => Promise<unknown>): Promise<boolean> {
    await task.run('saved', work)
    if (task.failure.value) toast.failed(problemText(task.failure.value))
    return !task.failure.value
  }

  async function remove(card: SavedCard): Promise<void> {
    if (await told(() => analysisApi.remove(card.id)))
      toast.done(t('gis.analysis.saved.removed', { name: card.title }), () => void restore(card))
  }

  async function restore(card: SavedCard): Promise<void> {
    if (await told(() => analysisApi.restore(card.id)))
      toast.done(t('gis.analysis.saved.restored', { name: card.title }))
  }

  /** Its refusals are shown beside the fields. */
  async function save(form: SaveForm): Promise<SavedCard> {
    const card = await analysisApi.save(form)
    toast.done(t('gis.analysis.saved.done', { name: card.title }), () => void remove(card))
    return card
  }

  return {
    cards,
    shown: computed(() => board?.shown ?? false),
    allowed: board !== null,
    maySave: computed(() => session.may('analysis.save')),
    busy: task.busy,
    save,
    remove,
  }
}

export type SavedAnswers = ReturnType<typeof useSaved>

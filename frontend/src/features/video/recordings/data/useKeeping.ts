/** Keeps a recording for good, lets it go, erases it: each with a reason. */
import { useI18n } from 'vue-i18n'
import { useConfirm, useProblemText, useToast } from '@/ui'
import type { Recording } from '../types'
import { recordingApi } from './recordingApi'

export function useKeeping(changed: (recording: Recording) => void) {
  const { t } = useI18n({ useScope: 'global' })
  const { confirmWithReason } = useConfirm()
  const toast = useToast()
  const problemText = useProblemText()
  const word = (name: string, title = '') => t(`recordings.keep.${name}`, { title })

  async function act(
    question: Parameters<typeof confirmWithReason>[0],
    work: (reason: string) => Promise<Recording>,
    done: string,
  ): Promise<void> {
    const reason = await confirmWithReason(question)
    if (reason === null) return
    try {
      changed(await work(reason))
      toast.done(word(done))
    } catch (failure) {
      toast.failed(problemText(failure))
    }
  }

  return {
    async hold({ id, title, held }: Recording): Promise<void> {
      const action = word(held ? 'release' : 'hold')
      const text = word(held ? 'releaseAsk' : 'holdAsk', title)
      const reason = word(held ? 'releaseReason' : 'holdReason')
      const work = (why: string) => recordingApi.hold(id, !held, why)
      await act({ title: action, text, action, reason }, work, held ? 'released' : 'heldNow')
    },
    async erase({ id, title }: Recording): Promise<void> {
      const action = word('erase')
      const text = word('eraseAsk', title)
      const reason = word('eraseReason')
      const work = (why: string) => recordingApi.erase(id, why)
      await act({ title: action, text, action, reason, danger: true }, work, 'erased')
    },
  }
}

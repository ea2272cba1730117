/** Begins and ends recordings; refusals are told. */
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useConfirm, useProblemText, useToast } from '@/ui'
import type { Recording } from '../types'
import { recordingApi } from './recordingApi'

export function useRecordActs() {
  const { t } = useI18n({ useScope: 'global' })
  const toast = useToast()
  const problemText = useProblemText()
  const { confirm } = useConfirm()
  const busy = ref(false)

  async function attempt(work: () => Promise<Recording>, done: string): Promise<Recording | null> {
    busy.value = true
    try {
      const recording = await work()
      toast.done(t(done, { title: recording.title }))
      return recording
    } catch (failure) {
      toast.failed(problemText(failure))
      return null
    } finally {
      busy.value = false
    }
  }

  return {
    busy,
    startRoom: (room: string) => attempt(() => recordingApi.ofRoom(room), 'recordings.started'),
    startSource: (source: string, minutes: number) =>
      attempt(() => recordingApi.ofSource(source, minutes), 'recordings.started'),
    async stop(id: string, title: string): Promise<Recording | null> {
      const action = t('recordings.stop')
      const text = t('recordings.stopAsk', { title })
      if (!(await confirm({ title: action, text, action }))) return null
      return attempt(() => recordingApi.stop(id), 'recordings.stopped')
    },
  }
}

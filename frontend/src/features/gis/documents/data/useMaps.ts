/** One's own map documents: looked after while one is being made, else read when the sheet opens. */
import { computed, onScopeDispose, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useTask } from '@/features/incidents'
import { useProblemText, useToast } from '@/ui'
import type { MapDocument, MapWish } from '../types'
import { mapApi } from './mapApi'

const LOOK_MS = 700
const LATER_MS = 4_000

export const underWay = (one: MapDocument) => one.state === 'queued' || one.state === 'running'

export function useMaps() {
  const { t } = useI18n({ useScope: 'global' })
  const toast = useToast()
  const problemText = useProblemText()
  const task = useTask()
  const maps = shallowRef<MapDocument[] | null>(null)
  const failed = shallowRef<Error | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    try {
      maps.value = await mapApi.list()
      failed.value = null
    } catch (error) {
      failed.value = error as Error
    }
    if (gone) return
    if (failed.value || maps.value?.some(underWay))
      timer = setTimeout(() => void look(), failed.value ? LATER_MS : LOOK_MS)
  }

  /** Its refusals are shown beside the fields. */
  async function begin(wish: MapWish): Promise<boolean> {
    const made = await task.run('begin', () => mapApi.begin(wish))
    await look()
    return made !== undefined
  }

  async function told(done: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
      if (done) toast.done(done)
    } catch (error) {
      toast.failed(problemText(error))
    }
    await look()
  }

  onScopeDispose(() => {
    gone = true
    clearTimeout(timer)
  })

  return {
    maps,
    failed,
    task,
    busy: computed(() => task.busy.value !== null),
    look,
    begin,
    cancel: (one: MapDocument) => told('', () => mapApi.cancel(one.id)),
    remove: (one: MapDocument) =>
      told(t('gis.documents.removed', { name: one.title }), () => mapApi.remove(one.id)),
  }
}

export type Maps = ReturnType<typeof useMaps>

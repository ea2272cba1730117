/** Alarms on every desk page: which one stands first, its sound, and what one does about it. */
import { computed, onScopeDispose, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '@/api'
import { useSound } from '@/app/sound'
import { useSession } from '@/features/session'
import { useBoard, useServerTime } from '@/live'
import { useProblemText, useToast } from '@/ui'
import { alarmQueue, calls, folded, type AlarmRow } from '../model/alarms'
import type { Alarm } from '../model/types'
import { useTask } from '@/features/incidents'

const SOUND = 'command.alarm'
/** Seconds between two calls of an alarm that names no pace. */
const REPEAT_S = 30

const path = (alarm: Alarm, verb: string) => `/api/alarms/${alarm.id}/${verb}`

export function useAlarms() {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const sound = useSound()
  const toast = useToast()
  const problemText = useProblemText()
  const task = useTask()
  const { now } = useServerTime()
  const board = useBoard({ topics: ['alarms'] })
  const alarms = board.topic<Alarm>('alarms')
  const shelving = ref<AlarmRow | null>(null)

  const queue = computed(() => alarmQueue(alarms.value, now.value))
  const rows = computed(() => folded(queue.value.waiting))
  const first = computed(() => rows.value[0] ?? null)
  const may = computed(() => session.may('alarms.acknowledge'))

  const posts = computed(() => new Set(session.who?.posts.map((post) => post.id)))
  const calling = computed(() => queue.value.waiting.find((alarm) => calls(alarm, posts.value)) ?? null)
  watch(
    () => calling.value?.id,
    (id) => {
      sound.stop(SOUND)
      if (id && may.value) sound.repeat(SOUND, 'alarm', calling.value?.repeat_s ?? REPEAT_S)
    },
    { immediate: true },
  )
  onScopeDispose(() => sound.stop(SOUND))

  async function acknowledge(row: AlarmRow | null): Promise<void> {
    if (!row) return
    await task.run('acknowledge', async () => {
      for (const alarm of row.alarms) await api.post(path(alarm, 'acknowledge'))
    })
  }

  async function shelve(row: AlarmRow, minutes: number, reason: string): Promise<boolean> {
    const done = await task.run('shelve', async () => {
      for (const alarm of row.alarms) await api.post(path(alarm, 'shelve'), { minutes, reason })
      return true
    })
    if (!done) return false
    const back = () =>
      void Promise.all(row.alarms.map((alarm) => api.post(path(alarm, 'unshelve')))).catch((error) =>
        toast.failed(problemText(error)),
      )
    toast.done(t('command.board.alarm.shelvedFor', { minutes }), back)
    return true
  }

  async function unshelve(alarm: Alarm): Promise<void> {
    await task.run(`unshelve ${alarm.id}`, () => api.post(path(alarm, 'unshelve')))
  }

  return { board, queue, rows, first, may, shelving, task, acknowledge, shelve, unshelve }
}

export type AlarmControl = ReturnType<typeof useAlarms>

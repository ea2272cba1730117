/** The whiteboard as a meeting has it: whether it is seen here, who may do what, where its picture goes. */
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '@/api'
import { useSession } from '@/features/session'
import type { Box } from '@/map'
import { useProblemText, useToast } from '@/ui'
import { useWhiteboard } from '../../whiteboard/data/useWhiteboard'
import { recordingApi } from '../../recordings/data/recordingApi'
import { meetApi } from './meetApi'
import type { MeetingPage } from './useMeeting'

export function useMeetingBoard({ id, page, guest, room }: MeetingPage) {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const toast = useToast()
  const problemText = useProblemText()
  const whiteboard = useWhiteboard({
    room: id,
    page,
    state: room.whiteboard,
    put: room.putWhiteboard,
    refresh: room.refresh,
    refused: (failure) => toast.failed(problemText(failure)),
    me: () => {
      const me = room.me.value
      return me && { id: me.id, name: me.venue ?? me.name }
    },
  })
  const asked = ref(false)
  const hidden = ref(false)
  const isOpen = computed(() => room.whiteboard.value !== null)
  const draws = computed(() => !!room.me.value && room.me.value.role !== 'listener')
  const mayOpen = computed(() => draws.value && !guest)
  // A new one is shown to everybody; what somebody has hidden stays hidden.
  watch(
    () => room.whiteboard.value?.id,
    () => (hidden.value = false),
  )

  /** The picture hangs on the incident, and is told to everybody in the room. */
  async function save(picture: Blob): Promise<void> {
    const incident = room.room.value?.incident_id
    const title = `${t('whiteboard.title')} ${room.room.value?.title ?? ''}`.trim()
    const body = new FormData()
    body.append('file', picture, `${title}.png`)
    try {
      const file = await api.post<{ id: string }>('/api/files', body)
      if (incident) await recordingApi.attach(incident, file.id)
      await meetApi.say(id, t('whiteboard.caption'), [file.id])
      toast.done(t(incident ? 'whiteboard.savedIncident' : 'whiteboard.saved'))
    } catch (failure) {
      toast.failed(problemText(failure))
    }
  }

  return {
    whiteboard,
    /** The question what it is to lie on. */
    asked,
    isOpen,
    mayOpen,
    draws,
    shown: computed(() => isOpen.value && !hidden.value),
    keeps: computed(
      () =>
        draws.value &&
        (room.chairs.value || (!guest && room.whiteboard.value?.opened_by.id === session.who?.account.id)),
    ),
    save: computed(() => (!guest && draws.value && session.may('files.upload') ? save : undefined)),
    hide: () => (hidden.value = true),
    /** One key: opens one, shows it, hides it. */
    toggle(): void {
      if (isOpen.value) hidden.value = !hidden.value
      else if (mayOpen.value) asked.value = true
    },
    async open(box: Box | null): Promise<void> {
      asked.value = false
      await whiteboard.open(box)
    },
  }
}

export type MeetingBoard = ReturnType<typeof useMeetingBoard>

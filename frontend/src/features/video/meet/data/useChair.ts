/** What the chair of a meeting does: each command at once, refusals told. */
import { useProblemText, useToast } from '@/ui'
import type { StageIn, SteerIn } from '../types'
import { meetApi } from './meetApi'
import type { MeetingPage } from './useMeeting'

export function useChair({ id, room, pictures }: MeetingPage) {
  const toast = useToast()
  const problemText = useProblemText()

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (failure) {
      toast.failed(problemText(failure))
    }
  }

  const stage = (change: Partial<StageIn>) =>
    attempt(async () => void room.putRoom(await meetApi.stage(id, change)))

  return {
    stage,
    pull: (source: string) => stage({ main_source: source }),
    /** The picture after the one on the big screen, in the order of the tiles. */
    async next(): Promise<void> {
      const shown = pictures.value
      const at = shown.findIndex(({ source }) => source === room.room.value?.main_source)
      const picture = shown[(at + 1) % shown.length]
      if (picture) await stage({ main_source: picture.source })
    },
    steer: (participant: string, change: Partial<SteerIn>) =>
      attempt(async () => void room.put(await meetApi.steer(id, participant, change))),
    bring: (source: string) => attempt(async () => void room.putSource(await meetApi.bring(id, source))),
    takeOut: (brought: string) =>
      attempt(async () => void room.putSource(await meetApi.takeOut(id, brought))),
    silenceAll: () => attempt(async () => room.take(await meetApi.silence(id))),
    roll: () =>
      attempt(async () => {
        const running = room.room.value?.roll_call
        room.putCall(await (running ? meetApi.finish(id) : meetApi.call(id)))
        await room.refresh()
      }),
    close: () => attempt(async () => void room.putRoom(await meetApi.close(id))),
  }
}

export type ChairActs = ReturnType<typeof useChair>

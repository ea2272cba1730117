/** How well each venue comes over, who speaks, and which sizes of the own picture anybody is shown. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { isProblem } from '@/api'
import { bars } from '../model/signal'
import type { Quality } from '../types'
import { meetApi } from './meetApi'
import type { RoomState } from './useRoom'
import { useSpeaking } from './useSpeaking'
import type { usePublisher } from './usePublisher'
import type { useScreen } from './useScreen'
import type { useViewer } from './useViewer'

const ASK_MS = 3_000

export function useQuality(
  room: string,
  page: {
    viewer: ReturnType<typeof useViewer>
    publisher: ReturnType<typeof usePublisher>
    screen: ReturnType<typeof useScreen>
    room: RoomState
    inside: () => boolean
  },
) {
  const figures = shallowRef<Quality | null>(null)
  const down = ref(false)

  async function ask(): Promise<void> {
    if (!page.inside()) return
    try {
      figures.value = await meetApi.quality(room)
      down.value = false
    } catch (error) {
      down.value = isProblem(error) && error.status === 503
    }
  }

  const sources = computed(() => new Map(figures.value?.sources.map((one) => [one.id, one]) ?? []))
  const viewers = computed(() => new Map(figures.value?.viewers.map((one) => [one.id, one]) ?? []))

  /** 0 to 4 bars of what a participant sends; null while nothing is known. */
  function signal(participant: string): number | null {
    const source = sources.value.get(participant)
    return source ? bars(source.connected, source.loss) : null
  }

  const numbers = () => new Map([...sources.value.values()].map((one) => [one.number, one.id]))
  const speaking = useSpeaking(page.viewer, numbers)

  /** A size nobody is shown is not sent; whoever comes on the big screen sends the large one at once. */
  watch([figures, () => page.room.room.value?.main_source], ([, main]) => {
    const me = page.room.me.value
    if (!me) return
    for (const [id, publisher] of [
      [me.id, page.publisher],
      [me.screen_id, page.screen],
    ] as const) {
      const wanted = sources.value.get(id)?.wanted
      if (wanted) void publisher.want(main === id ? [...wanted, 'large'] : wanted)
    }
  })

  const asking = setInterval(() => void ask(), ASK_MS)
  onScopeDispose(() => {
    clearInterval(asking)
  })
  return { figures, sources, viewers, down, speaking, signal, ask }
}

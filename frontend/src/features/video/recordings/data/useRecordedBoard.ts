/** The whiteboard of a recorded meeting at the moment of the clock. */
import { computed, onScopeDispose, shallowRef, watch, watchEffect, type Ref } from 'vue'
import { framed } from '../../whiteboard/model/sheet'
import { whiteboardAt } from '../../whiteboard/model/changes'
import { whiteboardApi } from '../../whiteboard/data/whiteboardApi'
import type { RecordedWhiteboard } from '../../whiteboard/types'
import type { Box } from '@/map'
import type { Chapter, Recording } from '../types'

export function useRecordedBoard(
  recording: Recording,
  chapters: Readonly<Ref<readonly Chapter[]>>,
  at: Readonly<Ref<number>>,
) {
  const all = shallowRef<readonly RecordedWhiteboard[]>([])
  const sheet = shallowRef<RecordedWhiteboard | null>(null)
  const running = new AbortController()
  onScopeDispose(() => running.abort())

  // While it is being recorded, the page comes with new chapters now and then.
  watch(
    chapters,
    async () => {
      if (recording.kind !== 'room' || recording.state === 'erased') return
      const found = await whiteboardApi.recorded(recording.id, running.signal).catch(() => null)
      if (found) all.value = found.items
    },
    { immediate: true },
  )

  /** The clock goes on many times a second; the drawing changes now and then. */
  let shown = ''
  watchEffect(() => {
    const next = whiteboardAt(all.value, at.value)
    const same = next ? [next.id, ...next.objects.map(({ id }) => id)].join() : ''
    if (same === shown) return
    shown = same
    sheet.value = next
  })

  return {
    sheet,
    box: computed(() => (sheet.value?.box ? framed(sheet.value.box as Box) : null)),
  }
}

/** The report being written: kept on the phone, because opening the camera may cost the page its life. */
import { computed, reactive, toRaw, watch } from 'vue'
import { uuid7 } from '@/api'
import { serverNow } from '@/live'
import { forget, keep, kept, toPhoto, type useFix } from '@/outbox'
import type { Photo, ReportDraft, Voice } from './actions'

const KEY = 'field.draft'
/** As the server: what an operator can look at. */
export const MOST_PHOTOS = 18
export const MOST_VOICES = 2
/** Longest text the server takes. */
export const MOST_TEXT = 4000

export function useDraft(position: ReturnType<typeof useFix>) {
  const draft = reactive<ReportDraft>({ text: '', photos: [], voices: [], mission: true })
  const empty = computed(() => !draft.text.trim() && !draft.photos.length && !draft.voices.length)

  const restored = kept<ReportDraft>(KEY).then((last) => {
    if (last && empty.value) Object.assign(draft, last)
    return !empty.value
  })
  watch(draft, () => {
    if (empty.value) void forget(KEY)
    else
      void keep(KEY, { ...toRaw(draft), photos: raw(draft.photos), voices: raw(draft.voices) }).catch(
        () => undefined,
      )
  })

  /** The shutter fell when the file was made: the place is the one measured nearest to that moment. */
  async function addPhoto(file: File): Promise<void> {
    const now = serverNow()
    const age = Math.max(0, Date.now() - file.lastModified)
    const shutter = age < 24 * 3_600_000 ? now - age : now
    const content = await toPhoto(file)
    const photo: Photo = {
      id: uuid7(),
      content,
      takenAt: new Date(shutter).toISOString(),
      fix: position.near(shutter),
    }
    draft.photos = [...draft.photos, photo].slice(0, MOST_PHOTOS)
  }

  function addVoice(content: Blob, seconds: number): void {
    const voice: Voice = { id: uuid7(), content, seconds }
    draft.voices = [...draft.voices, voice].slice(-MOST_VOICES)
  }

  /** Done when the phone has forgotten it: a page loaded anew right after finds no report that was sent. */
  async function clear(): Promise<void> {
    Object.assign(draft, { text: '', photos: [], voices: [], mission: true })
    await forget(KEY).catch(() => undefined)
  }

  return {
    draft,
    empty,
    /** True when an unfinished report was found. */
    restored,
    addPhoto,
    addVoice,
    clear,
    dropPhoto: (id: string) => (draft.photos = draft.photos.filter((photo) => photo.id !== id)),
    dropVoice: (id: string) => (draft.voices = draft.voices.filter((voice) => voice.id !== id)),
  }
}

function raw<T extends object>(list: T[]): T[] {
  return list.map((each) => ({ ...toRaw(each) }))
}

export type Drafting = ReturnType<typeof useDraft>

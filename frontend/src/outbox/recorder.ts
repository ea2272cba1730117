/** A voice note: pressed once to begin, once to end; ends by itself when it gets long. */
import { onScopeDispose, ref } from 'vue'

/** Longer notes are not listened to in a hall; the next one can follow at once. */
const MOST_S = 180
/** Speech stays clear at this rate: three minutes are half a megabyte. */
const BITS_PER_SECOND = 24_000
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

export function useRecorder(done: (note: Blob, seconds: number) => void) {
  const recording = ref(false)
  const seconds = ref(0)
  const failure = ref<'denied' | 'unavailable' | null>(null)
  let recorder: MediaRecorder | null = null
  let timer: ReturnType<typeof setInterval> | undefined

  async function start(): Promise<void> {
    failure.value = null
    const type = globalThis.MediaRecorder && TYPES.find((each) => MediaRecorder.isTypeSupported(each))
    if (!type || !navigator.mediaDevices) {
      failure.value = 'unavailable'
      return
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      begin(new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND }), stream)
    } catch (error) {
      failure.value =
        error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'unavailable'
    }
  }

  function begin(made: MediaRecorder, stream: MediaStream): void {
    const parts: Blob[] = []
    recorder = made
    made.ondataavailable = (event) => parts.push(event.data)
    made.onstop = () => {
      for (const track of stream.getTracks()) track.stop()
      const note = new Blob(parts, { type: made.mimeType.split(';')[0] })
      if (note.size) done(note, seconds.value)
    }
    made.start()
    recording.value = true
    seconds.value = 0
    timer = setInterval(() => {
      seconds.value++
      if (seconds.value >= MOST_S) stop()
    }, 1000)
  }

  function stop(): void {
    clearInterval(timer)
    recording.value = false
    if (recorder?.state === 'recording') recorder.stop()
    recorder = null
  }

  onScopeDispose(stop)
  return { recording, seconds, failure, start, stop, toggle: () => (recording.value ? stop() : start()) }
}

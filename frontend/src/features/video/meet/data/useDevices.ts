/** Camera and microphone of this machine: which there are, which is used, how loud it is. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { ask, type DeviceFault } from './ask'

const STORE = 'wanglou.meet.devices'
const LEVEL_MS = 100

interface Choice {
  camera: string
  microphone: string
}

export function useDevices() {
  const devices = shallowRef<MediaDeviceInfo[]>([])
  const audio = shallowRef<MediaStreamTrack | null>(null)
  const video = shallowRef<MediaStreamTrack | null>(null)
  const audioFault = ref<DeviceFault | null>(null)
  const videoFault = ref<DeviceFault | null>(null)
  /** 0 to 1. */
  const level = ref(0)
  const choice = ref<Choice>(remembered())
  const secure = window.isSecureContext && !!navigator.mediaDevices
  const cameras = computed(() => devices.value.filter(({ kind }) => kind === 'videoinput'))
  const microphones = computed(() => devices.value.filter(({ kind }) => kind === 'audioinput'))
  /** What this page itself shows of the own picture. */
  const own = computed(() => (video.value ? new MediaStream([video.value]) : null))
  let meter: Meter | null = null
  /** Count up whenever a device is switched off: a track that comes after that is stopped at once. */
  const turn = { audio: 0, video: 0 }
  let closed = 0
  let left = false

  async function list(): Promise<void> {
    if (secure) devices.value = await navigator.mediaDevices.enumerateDevices()
  }

  /** Microphone and camera one by one: who has no camera is still heard. */
  async function open(): Promise<void> {
    if (left) return
    // Left while it was asked for sound: then no picture is asked for either.
    const before = closed
    await openAudio()
    if (closed !== before) return
    await openVideo()
    await list()
  }

  async function openAudio(): Promise<void> {
    closeAudio()
    const mine = turn.audio
    const { track, fault } = await ask({
      audio: { ...exactly(choice.value.microphone), echoCancellation: true, noiseSuppression: true },
    })
    if (turn.audio !== mine) return track?.stop()
    audioFault.value = fault
    audio.value = track
    lost(track, audio, () => (closeAudio(), (audioFault.value = 'missing')))
    if (track) meter = new Meter(track, (loud) => (level.value = loud))
  }

  async function openVideo(): Promise<void> {
    closeVideo()
    const mine = turn.video
    const { track, fault } = await ask({
      video: { ...exactly(choice.value.camera), width: { ideal: 1280 }, height: { ideal: 720 } },
    })
    if (turn.video !== mine) return track?.stop()
    videoFault.value = fault
    video.value = track
    lost(track, video, () => (closeVideo(), (videoFault.value = 'missing')))
  }

  async function choose(next: Partial<Choice>): Promise<void> {
    choice.value = { ...choice.value, ...next }
    localStorage.setItem(STORE, JSON.stringify(choice.value))
    if (next.microphone !== undefined) await openAudio()
    if (next.camera !== undefined) await openVideo()
  }

  function closeAudio(): void {
    turn.audio++
    meter?.stop()
    meter = null
    level.value = 0
    audio.value?.stop()
    audio.value = null
  }

  function closeVideo(): void {
    turn.video++
    video.value?.stop()
    video.value = null
  }

  /** Switches everything off, also what is still being asked for; `open` begins anew. */
  function close(): void {
    closed++
    closeAudio()
    closeVideo()
  }

  if (secure) navigator.mediaDevices.addEventListener('devicechange', list)
  onScopeDispose(() => {
    if (secure) navigator.mediaDevices.removeEventListener('devicechange', list)
    left = true
    close()
  })

  return {
    secure,
    cameras,
    microphones,
    choice,
    audio,
    video,
    own,
    audioFault,
    videoFault,
    level,
    open,
    close,
    openAudio,
    openVideo,
    closeVideo,
    choose,
  }
}

/** A device that is unplugged, or taken back by the browser, is no longer on: nobody is to believe he is heard. */
function lost(
  track: MediaStreamTrack | null,
  used: Readonly<{ value: MediaStreamTrack | null }>,
  gone: () => void,
): void {
  track?.addEventListener('ended', () => used.value === track && gone())
}

const exactly = (id: string) => (id ? { deviceId: { ideal: id } } : {})

function remembered(): Choice {
  try {
    return { camera: '', microphone: '', ...JSON.parse(localStorage.getItem(STORE) ?? '{}') }
  } catch {
    return { camera: '', microphone: '' }
  }
}

/** Tells ten times a second how loud a track is. */
class Meter {
  private readonly context = new AudioContext()
  private readonly timer: ReturnType<typeof setInterval>

  constructor(track: MediaStreamTrack, tell: (level: number) => void) {
    const analyser = this.context.createAnalyser()
    analyser.fftSize = 512
    this.context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      tell(Math.min(1, Math.sqrt(power) * 4))
    }, LEVEL_MS)
  }

  stop(): void {
    clearInterval(this.timer)
    void this.context.close()
  }
}

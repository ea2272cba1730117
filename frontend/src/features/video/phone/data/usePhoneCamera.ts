/** The cameras of a phone: rear or front, with its lamp; one at a time, as phones allow. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { ask, type DeviceFault } from '../../meet/data/ask'

export type Facing = 'environment' | 'user'
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25 } }
const VOICE = { echoCancellation: true, noiseSuppression: true }

export function usePhoneCamera(changed: () => void) {
  const video = shallowRef<MediaStreamTrack | null>(null)
  const audio = shallowRef<MediaStreamTrack | null>(null)
  const facing = ref<Facing>('environment')
  const fault = ref<DeviceFault | null>(null)
  const several = ref(false)
  const lamp = ref(false)
  const lit = ref(false)
  const heard = ref(true)
  /** Counts up with every wish: what comes after the next one is stopped at once. */
  let turn = 0

  async function look(way: Facing): Promise<boolean> {
    const mine = ++turn
    drop()
    const given = await ask({ video: { facingMode: { ideal: way }, ...SIZE } })
    if (turn !== mine) {
      given.track?.stop()
      return false
    }
    fault.value = given.fault
    if (!given.track) return false
    facing.value = way
    video.value = given.track
    // Another application, a call, or the phone itself takes the camera away: it is asked for again when shown.
    given.track.addEventListener('ended', lost)
    const able = given.track.getCapabilities?.() as { torch?: boolean } | undefined
    lamp.value = able?.torch === true
    return true
  }

  function lost(): void {
    drop()
    changed()
    if (document.visibilityState === 'visible') void again()
  }

  function drop(): void {
    video.value?.removeEventListener('ended', lost)
    video.value?.stop()
    video.value = null
    lamp.value = false
    lit.value = false
  }

  /** Picture and voice; who allows no microphone shows without a voice. */
  async function open(): Promise<boolean> {
    if (!(await look(facing.value))) return false
    const mine = turn
    const { track } = await ask({ audio: VOICE })
    if (turn !== mine) {
      track?.stop()
      return false
    }
    audio.value = track
    if (track) track.enabled = heard.value
    const all = await navigator.mediaDevices.enumerateDevices()
    several.value = all.filter(({ kind }) => kind === 'videoinput').length > 1
    changed()
    return true
  }

  /** The other camera: the first must be let go before the second opens. */
  async function flip(): Promise<void> {
    const before = facing.value
    const mine = turn + 1
    const other = before === 'user' ? 'environment' : 'user'
    if (!(await look(other)) && turn === mine) await look(before)
    changed()
  }

  async function again(): Promise<void> {
    if (video.value?.readyState === 'live') return
    await look(facing.value)
    changed()
  }

  async function light(): Promise<void> {
    const on = !lit.value
    const wish = { advanced: [{ torch: on } as MediaTrackConstraintSet] }
    const done = await video.value?.applyConstraints(wish).then(
      () => true,
      () => false,
    )
    if (done) lit.value = on
    else lamp.value = false
  }

  function speak(on: boolean): void {
    heard.value = on
    if (audio.value) audio.value.enabled = on
  }

  function close(): void {
    turn++
    drop()
    audio.value?.stop()
    audio.value = null
  }
  onScopeDispose(close)

  return {
    video,
    audio,
    own: computed(() => (video.value ? new MediaStream([video.value]) : null)),
    facing,
    fault,
    several,
    lamp,
    lit,
    heard,
    open,
    flip,
    again,
    light,
    speak,
    close,
  }
}

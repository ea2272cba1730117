/** A meeting on this page: enter, send, watch, be steered, return by itself, leave. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { isProblem, uuid7 } from '@/api'
import { isFinal } from './connection'
import { meetApi } from './meetApi'
import { useDevices } from './useDevices'
import { useQuality } from './useQuality'
import { useRoom } from './useRoom'
import { usePublisher } from './usePublisher'
import { useReturn } from './useReturn'
import { useScreen } from './useScreen'
import { useStage } from './useStage'
import { useViewer } from './useViewer'

export type Phase =
  'loading' | 'refused' | 'waiting' | 'check' | 'in' | 'left' | 'elsewhere' | 'kicked' | 'over'

/** A phone decodes fewer pictures than a desk. */
const NARROW = 640
const WAIT_MS = 3_000
/** Whoever is to be in it comes back as soon as the server can be asked again. */
const RETURN_MS = 2_000
/** What the room answers to one who may be in it no longer. */
const SHUT_OUT = [401, 403, 404, 410]

export function useMeeting(id: string, guest: boolean) {
  const page = uuid7()
  const room = useRoom(id, guest)
  const devices = useDevices()
  const phase = ref<Phase>('loading')
  const failure = shallowRef<unknown>(null)
  const microphone = ref(true)
  const camera = ref(true)
  const listening = ref(false)
  /** Pictures are not asked for: sound alone needs a hundredth of the line. */
  const audioOnly = ref(false)
  let disposed = false
  let entering = false
  /** The name of the venue, kept for coming back. */
  let called: string | undefined
  let returning: ReturnType<typeof setTimeout> | undefined
  const pictures = window.innerWidth < NARROW ? 5 : 17

  const publisher = usePublisher(() => meetApi.publish(id, page, false))
  const viewer = useViewer({
    pictures,
    describe: () => meetApi.subscribe(id, page, !audioOnly.value),
    bind: (slots, signal) => meetApi.slots(id, page, slots, signal),
  })
  const screen = useScreen({
    describe: () => meetApi.publish(id, page, true),
    changed: (sharing) => void own({ sharing }),
    stopped: () =>
      room.me.value && void meetApi.unpublish(id, room.me.value.screen_id).catch(() => undefined),
  })
  const quality = useQuality(id, { viewer, publisher, screen, room, inside: () => phase.value === 'in' })

  const stage = useStage({ room, viewer, devices, camera, audioOnly, pictures })

  async function look(): Promise<void> {
    await room.refresh()
    const state = room.room.value?.state
    if (!room.room.value) return fail(room.failure.value)
    phase.value = state === 'closed' ? 'over' : 'check'
    if (phase.value === 'check') await devices.open()
  }

  function fail(error: unknown): void {
    failure.value = error
    if (isProblem(error, 'room-not-open')) phase.value = 'waiting'
    else if (isProblem(error, 'room-barred')) end('kicked')
    else if (phase.value === 'in' && !isFinal(error)) {
      clearTimeout(returning)
      returning = setTimeout(() => phase.value === 'in' && void enter(), RETURN_MS * (0.5 + Math.random()))
    } else end('refused')
  }

  async function enter(venue = called): Promise<void> {
    if (entering) return
    entering = true
    clearTimeout(returning)
    called = venue
    await goIn().finally(() => (entering = false))
  }

  async function goIn(): Promise<void> {
    const role = listening.value ? ('listener' as const) : ('speaker' as const)
    const on = { microphone: !!sent().audio, camera: !!sent().video }
    try {
      const view = await meetApi.enter(id, { page, role, ...on, ...(called ? { venue: called } : {}) })
      if (disposed) return goOut()
      room.take(view)
      phase.value = 'in'
      viewer.start()
      if (room.me.value?.role !== 'listener') publisher.start(sent())
      // A camera that opened while the question to enter was under way.
      const now = { microphone: !!sent().audio, camera: !!sent().video }
      if (now.microphone !== on.microphone || now.camera !== on.camera) void own(now)
      // The room forgets who shares when somebody is gone; the shared screen is still there.
      screen.resume()
    } catch (error) {
      fail(error)
    }
  }

  const sent = () => ({
    audio: microphone.value && !listening.value ? devices.audio.value : null,
    video: camera.value && !listening.value ? devices.video.value : null,
  })

  async function own(change: { microphone?: boolean; camera?: boolean; hand?: boolean; sharing?: boolean }) {
    if (phase.value !== 'in') return
    room.put(await meetApi.own(id, { page, ...change }))
  }

  watch([microphone, camera, devices.audio, devices.video], async () => {
    if (phase.value !== 'in') return
    await publisher.send(sent())
    await own({ microphone: !!sent().audio, camera: !!sent().video })
  })

  // Without pictures not even the main one is asked for.
  watch(audioOnly, () => phase.value === 'in' && viewer.again())

  /** On is what has a device: a wish that was refused, or unplugged, is off and may be wished again. */
  const hears = computed(() => microphone.value && devices.audio.value !== null)
  const sees = computed(() => camera.value && devices.video.value !== null)

  async function toggleMicrophone(): Promise<void> {
    microphone.value = !hears.value
    if (microphone.value && !devices.audio.value) await devices.openAudio()
  }

  async function toggleCamera(): Promise<void> {
    camera.value = !sees.value
    if (!camera.value) devices.closeVideo()
    else if (!devices.video.value) await devices.openVideo()
  }

  function end(next: Phase): void {
    phase.value = next
    screen.stop()
    publisher.stop()
    viewer.stop()
    devices.close()
  }

  async function leave(): Promise<void> {
    end('left')
    await goOut()
  }

  async function goOut(): Promise<void> {
    await meetApi.leave(id, page).catch(() => undefined)
  }

  // Whoever may be in the room no longer hears so when it is asked for.
  watch(room.failure, (error) => {
    if (phase.value === 'in' && isProblem(error) && SHUT_OUT.includes(error.status)) fail(error)
  })

  // The chair, another page of mine or the end of the meeting may take this page out.
  watch([room.me, () => room.room.value?.state], ([me, state]) => {
    if (phase.value !== 'in') return
    if (me?.barred) return end('kicked')
    if (state === 'closed') return end('over')
    if (me && me.page !== page) return end('elsewhere')
    if (me?.left_at) void enter()
  })
  // Whoever may speak now begins to send; whoever only listens from now on stops.
  watch(
    () => room.me.value?.role,
    (role, before) => {
      if (phase.value !== 'in' || before === undefined) return
      if (role === 'listener') publisher.stop()
      else if (before === 'listener') {
        listening.value = false
        publisher.start(sent())
      }
    },
  )
  // A media process that stops sends its pages elsewhere; what is connected comes at once.
  useReturn(id, () => {
    for (const link of [viewer, publisher, screen]) link.again()
  })
  const waiting = setInterval(() => phase.value === 'waiting' && void enter(), WAIT_MS)
  const gone = () => phase.value === 'in' && void goOut()
  addEventListener('pagehide', gone)
  onScopeDispose(() => {
    disposed = true
    clearInterval(waiting)
    clearTimeout(returning)
    removeEventListener('pagehide', gone)
    if (phase.value === 'in') void leave()
  })
  void look()

  return {
    ...stage,
    id,
    guest,
    page,
    room,
    devices,
    phase,
    failure,
    microphone,
    camera,
    listening,
    audioOnly,
    publisher,
    viewer,
    screen,
    quality,
    enter,
    leave,
    look,
    own,
    hears,
    sees,
    toggleMicrophone,
    toggleCamera,
  }
}

export type MeetingPage = ReturnType<typeof useMeeting>

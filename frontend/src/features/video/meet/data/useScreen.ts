/** Shares a window or the whole screen beside the camera, as a picture of its own. */
import { computed, onScopeDispose, shallowRef } from 'vue'
import { SCREEN, SCREEN_SMALL, usePublisher } from './usePublisher'

export function useScreen(ports: {
  describe: () => (offer: string) => Promise<string>
  changed: (sharing: boolean) => void
  stopped: () => void
}) {
  const track = shallowRef<MediaStreamTrack | null>(null)
  const publisher = usePublisher(ports.describe, [SCREEN, SCREEN_SMALL])
  /** Counts up with every wish: what is given after the next one is not shared. */
  let turn = 0
  const possible = !!navigator.mediaDevices?.getDisplayMedia

  /** Asks what to share; who changes his mind has shared nothing. */
  async function start(): Promise<void> {
    const mine = ++turn
    const given = await navigator.mediaDevices
      .getDisplayMedia({ video: { frameRate: 10 }, audio: false })
      .then((stream) => stream.getVideoTracks()[0])
      .catch(() => undefined)
    if (!given) return
    if (turn !== mine) return given.stop()
    track.value = given
    given.contentHint = 'detail'
    given.addEventListener('ended', stop)
    publisher.start({ audio: null, video: given })
    ports.changed(true)
  }

  function stop(): void {
    turn++
    if (!track.value) return
    track.value.removeEventListener('ended', stop)
    track.value.stop()
    track.value = null
    publisher.stop()
    ports.changed(false)
    ports.stopped()
  }

  /** Shows it again where it was forgotten, without asking anew what to share. */
  function resume(): void {
    if (!track.value) return
    publisher.start({ audio: null, video: track.value })
    ports.changed(true)
  }

  onScopeDispose(stop)
  return {
    possible,
    sharing: computed(() => track.value !== null),
    own: computed(() => (track.value ? new MediaStream([track.value]) : null)),
    want: publisher.want,
    again: publisher.again,
    start,
    resume,
    stop,
  }
}

/** Shares a window or the whole screen beside the camera, as a picture of its own. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { showOnly, TAB } from './ownTab'
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

  /** The page itself is what is shared. */
  const ownTab = ref(false)
  /** What lies over the page is left out of the picture. */
  const bare = ref(false)

  /** Asks what to share; who changes his mind has shared nothing, and gets false. */
  async function start(what: 'window' | 'tab' = 'window'): Promise<boolean> {
    const mine = ++turn
    const wanted = what === 'tab' ? TAB : { video: { frameRate: 10 }, audio: false }
    const given = await navigator.mediaDevices
      .getDisplayMedia(wanted)
      .then((stream) => stream.getVideoTracks()[0])
      .catch(() => undefined)
    if (turn !== mine) given?.stop()
    if (!given || turn !== mine) return false
    track.value = given
    ownTab.value = what === 'tab' && given.getSettings().displaySurface === 'browser'
    given.contentHint = 'detail'
    given.addEventListener('ended', stop)
    publisher.start({ audio: null, video: given })
    ports.changed(true)
    return true
  }

  /** Once the page to be shared is there: nothing but it. */
  async function frame(page: HTMLElement | null): Promise<void> {
    const shared = track.value
    if (shared && page && ownTab.value) bare.value = await showOnly(shared, page)
  }

  function stop(): void {
    turn++
    if (!track.value) return
    track.value.removeEventListener('ended', stop)
    track.value.stop()
    track.value = null
    ownTab.value = bare.value = false
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
    ownTab,
    bare,
    frame,
    start,
    resume,
    stop,
  }
}

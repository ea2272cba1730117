/**
 * Shows what this phone sees, for as long as the person wants and the server allows: a connection that breaks is made
 * anew, a camera that was taken away is asked for again, a page that comes back looks after both.
 */
import { computed, onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { isProblem, uuid7 } from '@/api'
import { usePublisher } from '../../meet/data/usePublisher'
import { SHAPES } from '../model/thrift'
import { phoneApi, type OwnPhone } from './phoneApi'
import { useAwake } from './useAwake'
import { usePhoneCamera } from './usePhoneCamera'
import { useThrift } from './useThrift'

/** `lost`: the network or the server is away and is asked again and again. `over`: ended, `why` says by whom. */
export type PhoneState = 'off' | 'asking' | 'connecting' | 'live' | 'lost' | 'over'

const ASK_MS = 3_000
/** The server hears nothing of a connection that says it stands: so many answers, and it is made anew. */
const DEAF = 4

export function usePhone(incident: MaybeRefOrGetter<string | null>) {
  const own = shallowRef<OwnPhone | null>(null)
  const wanted = ref(false)
  const asking = ref(false)
  /** The question whether to show stands on the page. */
  const offered = ref(false)
  /** The last question to the server had no answer. */
  const unheard = ref(false)
  /** Why it is over: `desk`, `replaced`, `link`, …, or the code of a refusal. */
  const why = ref<string | null>(null)
  /** Pictures went out since the button was pressed. */
  const began = ref(false)
  let take = ''
  /** What the last press was for. */
  let there: string | null = null
  let deaf = 0
  /** Begin and end reach the server in the order they were pressed: nothing begins after its end. */
  let turn: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work)
    turn = next.catch(() => undefined)
    return next
  }

  const publisher = usePublisher(() => describe, [SHAPES.full])
  const camera = usePhoneCamera(() => void publisher.send(tracks()))
  const thrift = useThrift(publisher, wanted)
  const tracks = () => ({ audio: camera.audio.value, video: camera.video.value })

  const goesOn = (mine: string) => wanted.value && take === mine

  /** Begins, or goes on; null when it was given up meanwhile. */
  async function begin(): Promise<OwnPhone | null> {
    const mine = take
    const found = await inTurn(async () => (goesOn(mine) ? phoneApi.start(mine, there) : null))
    if (!found || !goesOn(mine)) return null
    return (own.value = found)
  }

  async function describe(offer: string): Promise<string> {
    const found = await begin()
    if (!found) throw new Error('given up')
    return phoneApi.send(found.source_id!, offer)
  }

  const state = computed<PhoneState>(() => {
    if (asking.value) return 'asking'
    if (why.value) return 'over'
    if (!wanted.value) return 'off'
    if (publisher.state.value === 'up') return 'live'
    return began.value || publisher.state.value === 'broken' ? 'lost' : 'connecting'
  })

  /** Who will see it; asked before anything is shown, and while it is how many look. */
  async function refresh(): Promise<void> {
    const where = toValue(incident)
    const found = await phoneApi.mine(where).catch(refused)
    if (where !== toValue(incident)) return
    unheard.value = !found
    if (!found) return
    own.value = found
    if (!wanted.value || publisher.state.value !== 'up') return
    if (!found.on && found.why_ended !== 'silent') return over(found.why_ended ?? 'desk')
    deaf = found.arrives ? 0 : deaf + 1
    if (deaf < DEAF) return
    deaf = 0
    publisher.again()
  }

  function refused(error: unknown): null {
    if (isProblem(error) && error.status === 401) over('link')
    return null
  }

  async function start(): Promise<void> {
    why.value = null
    asking.value = true
    const where = toValue(incident)
    const opened = await camera.open()
    asking.value = false
    if (!opened) return
    // It was allowed for the incident on the button.
    if (where !== toValue(incident)) return camera.close()
    there = where
    const mine = (take = uuid7())
    began.value = false
    own.value = own.value && { ...own.value, on: false }
    wanted.value = true
    // A relay is for phones that show: begun before the way to it is asked for. What is refused the connection tells.
    await begin().catch(() => null)
    if (goesOn(mine)) publisher.start(tracks())
  }

  watch(publisher.state, (now) => now === 'up' && (began.value = true))

  function halt(): void {
    wanted.value = false
    publisher.stop()
    camera.close()
  }

  function over(reason: string): void {
    halt()
    why.value = reason
  }

  async function stop(): Promise<void> {
    halt()
    why.value = null
    const where = there
    await inTurn(() => phoneApi.stop(where)).catch(() => undefined)
  }

  watch(publisher.error, (error) => {
    if (publisher.state.value !== 'refused' || !isProblem(error)) return
    const told = (error.body as { why?: unknown }).why
    over(error.status === 401 ? 'link' : typeof told === 'string' ? told : error.code)
  })
  // Who says no while the browser still asks for the camera, shows nothing when it is allowed.
  watch(offered, (now) => (now ? void refresh() : asking.value && camera.close()))
  // Another incident is another decision: what was shown there goes on nowhere.
  watch(
    () => toValue(incident),
    () => {
      own.value = null
      why.value = null
      if (offered.value) void refresh()
      if (wanted.value) void stop()
    },
  )
  useAwake(wanted, () => {
    void camera.again()
    if (publisher.state.value !== 'up') publisher.again()
  })
  const timer = setInterval(() => (wanted.value || (offered.value && !own.value)) && void refresh(), ASK_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    halt()
  })

  return {
    state,
    /** The own picture stands on the page. */
    shown: computed(() => ['connecting', 'live', 'lost'].includes(state.value)),
    own,
    why,
    offered,
    unheard,
    camera,
    thrift,
    refresh,
    start,
    stop,
  }
}

export type Phone = ReturnType<typeof usePhone>

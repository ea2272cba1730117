/**
 * A browser without windows, for tests of a meeting's data: devices, connections and the socket do what the test says,
 * the doors of the server answer from a table. Nothing of the application itself is replaced.
 */
import { vi } from 'vitest'

export type Door = (body: Record<string, unknown>) => Response | Promise<Response>

export class FakeTrack extends EventTarget {
  readyState: MediaStreamTrackState = 'live'
  enabled = true
  contentHint = ''

  constructor(readonly kind: 'audio' | 'video') {
    super()
  }

  stop(): void {
    this.readyState = 'ended'
  }

  /** The device is pulled out, or taken back by its owner. */
  unplug(): void {
    this.readyState = 'ended'
    this.dispatchEvent(new Event('ended'))
  }
}

class FakeStream {
  constructor(private readonly tracks: FakeTrack[] = []) {}
  getTracks = () => this.tracks
  getVideoTracks = () => this.tracks.filter(({ kind }) => kind === 'video')
  getAudioTracks = () => this.tracks.filter(({ kind }) => kind === 'audio')
}

class FakePeer {
  connectionState: RTCPeerConnectionState = 'new'
  localDescription: { sdp: string } | null = null
  onconnectionstatechange: (() => void) | null = null

  constructor() {
    browser.peers.push(this)
  }

  addTransceiver(given: FakeTrack | 'audio' | 'video') {
    const kind = typeof given === 'string' ? given : given.kind
    const sender = {
      replaceTrack: async () => undefined,
      getParameters: () => ({ encodings: [{}] }),
      setParameters: async () => undefined,
    }
    const receiver = { track: new FakeTrack(kind), getContributingSources: () => [] }
    return { sender, receiver, setCodecPreferences: () => undefined }
  }

  createOffer = async () => ({ type: 'offer', sdp: 'offer' })
  setLocalDescription = async () => void (this.localDescription = { sdp: 'offer' })
  async setRemoteDescription(): Promise<void> {
    this.connectionState = 'connected'
    this.onconnectionstatechange?.()
  }
  close(): void {
    this.connectionState = 'closed'
  }
}

class FakeSocket {
  static readonly OPEN = 1
  readyState = 1
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null

  constructor() {
    browser.sockets.push(this)
    queueMicrotask(() => this.onopen?.())
  }

  send(): void {}
  close(): void {
    this.readyState = 3
  }
}

class FakeAudio {
  createAnalyser = () => ({ fftSize: 0, getFloatTimeDomainData: () => undefined })
  createMediaStreamSource = () => ({ connect: () => undefined })
  close = async () => undefined
}

/** What the page did, and what it is given. */
export const browser = {
  peers: [] as FakePeer[],
  sockets: [] as FakeSocket[],
  tracks: [] as FakeTrack[],
  /** `POST /api/video/rooms/…/enter`, in the order asked. */
  asked: [] as string[],
  doors: {} as Record<string, Door>,
  /** Why devices are refused, by kind. */
  refusals: {} as Partial<Record<'audio' | 'video', string>>,

  /** How often a door was asked. */
  count: (door: string) => browser.asked.filter((one) => one === door).length,

  /** Every page hears a frame of the server. */
  hear(frame: object): void {
    for (const socket of browser.sockets) socket.onmessage?.({ data: JSON.stringify(frame) })
  },
}

function given(kind: 'audio' | 'video'): FakeTrack {
  const name = browser.refusals[kind]
  if (name) throw new DOMException(name, name)
  const track = new FakeTrack(kind)
  browser.tracks.push(track)
  return track
}

async function fetched(path: string, init: RequestInit): Promise<Response> {
  const door = `${init.method} ${path.split('?')[0]}`
  browser.asked.push(door)
  const open = browser.doors[door]
  if (!open) return Response.json({ code: 'not-found' }, { status: 404 })
  return open(typeof init.body === 'string' ? JSON.parse(init.body) : {})
}

/** Puts the browser up; `vi.unstubAllGlobals()` takes it away. Import what needs one after this. */
export function openBrowser(): void {
  Object.assign(browser, { peers: [], sockets: [], tracks: [], asked: [], doors: {}, refusals: {} })
  const mediaDevices = Object.assign(new EventTarget(), {
    getUserMedia: async (wish: MediaStreamConstraints) =>
      new FakeStream([given(wish.audio ? 'audio' : 'video')]),
    getDisplayMedia: async () => new FakeStream([given('video')]),
    enumerateDevices: async () => [],
  })
  const page = new EventTarget()
  const globals = {
    window: Object.assign(page, { isSecureContext: true, innerWidth: 1920 }),
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
    navigator: { mediaDevices, onLine: true },
    localStorage: { getItem: () => null, setItem: () => undefined },
    location: { protocol: 'https:', host: 'city' },
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
    RTCPeerConnection: FakePeer,
    RTCRtpReceiver: { getCapabilities: () => null },
    MediaStream: FakeStream,
    AudioContext: FakeAudio,
    WebSocket: FakeSocket,
    fetch: fetched,
  }
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
}

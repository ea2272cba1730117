import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { browser, openBrowser } from '../../meet/data/fakeBrowser'
import type { Phone } from './usePhone'

const MINE = '/api/phones/mine'
const ASK = `GET ${MINE}`
const START = `POST ${MINE}`
const STOP = `DELETE ${MINE}`
const own = (on: boolean) => ({
  on,
  source_id: 'source',
  sees: [],
  restricted: false,
  ends_at: '2026-07-01T10:00:00Z',
})

let scope: EffectScope
const incident = ref<string | null>('a')
const down = () => Response.json({ code: 'unavailable' }, { status: 500 })

beforeEach(() => {
  vi.useFakeTimers()
  openBrowser()
  setActivePinia(createPinia())
  incident.value = 'a'
  scope = effectScope()
  Object.assign(browser.doors, {
    [ASK]: () => Response.json(own(false)),
    [START]: () => Response.json(own(true)),
    [STOP]: () => new Response(null, { status: 204 }),
    'POST /api/video/sources/source/whip': () =>
      new Response('answer', { headers: { 'content-type': 'application/sdp' } }),
    'GET /api/video/relays': () => Response.json({ ice_servers: [], expires_at: null }),
  })
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function phone(): Promise<Phone> {
  const { usePhone } = await import('./usePhone')
  return scope.run(() => usePhone(incident))!
}

it('asks again while the question whether to show has no answer, and says so', async () => {
  browser.doors[ASK] = down
  const one = await phone()
  one.offered.value = true
  await vi.advanceTimersByTimeAsync(100)
  expect([one.own.value, one.unheard.value]).toEqual([null, true])
  browser.doors[ASK] = () => Response.json(own(false))
  await vi.advanceTimersByTimeAsync(3_000)
  expect([one.own.value?.source_id, one.unheard.value]).toEqual(['source', false])
  await vi.advanceTimersByTimeAsync(30_000)
  expect(browser.count(ASK)).toBe(2)
  incident.value = 'b'
  await vi.advanceTimersByTimeAsync(100)
  expect([browser.count(ASK), one.own.value?.source_id]).toEqual([3, 'source'])
})

/** A door that answers when it is told to. */
function held(door: string) {
  const open = browser.doors[door]!
  let release = () => undefined as void
  browser.doors[door] = async (body) => {
    await new Promise<void>((resolve) => (release = resolve))
    return open(body)
  }
  return () => release()
}
const pressed = () => browser.asked.filter((one) => one === START || one === STOP)

it('ends what was still beginning when stop was pressed, and begins anew behind that', async () => {
  const release = held(START)
  const one = await phone()
  void one.start()
  await vi.advanceTimersByTimeAsync(100)
  void one.stop()
  await vi.advanceTimersByTimeAsync(100)
  expect(pressed()).toEqual([START])
  release()
  await vi.advanceTimersByTimeAsync(100)
  expect(pressed()).toEqual([START, STOP])
  expect([one.state.value, one.own.value?.on ?? false, browser.peers.length]).toEqual(['off', false, 0])
  void one.start()
  await vi.advanceTimersByTimeAsync(100)
  release()
  await vi.advanceTimersByTimeAsync(100)
  expect(pressed().slice(0, 3)).toEqual([START, STOP, START])
  expect(one.shown.value).toBe(true)
})

it('ends at the incident it began for', async () => {
  const one = await phone()
  await one.start()
  const queries: string[] = []
  const fetched = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (init.method === 'DELETE') queries.push(path)
    return fetched(path, init)
  })
  incident.value = 'b'
  await vi.advanceTimersByTimeAsync(100)
  expect(queries).toEqual([`${MINE}?incident_id=a`])
  expect(one.state.value).toBe('off')
})

it.each([
  ['the mission changed', () => (incident.value = 'b')],
  ['the person said no', (one: Phone) => (one.offered.value = false)],
])('shows nothing when %s while the browser asked for the camera', async (_, change) => {
  const devices = navigator.mediaDevices
  const given = devices.getUserMedia.bind(devices)
  let allow = () => undefined as void
  devices.getUserMedia = async (wish) => {
    await new Promise<void>((resolve) => (allow = resolve))
    return given(wish)
  }
  const one = await phone()
  one.offered.value = true
  await nextTick()
  void one.start()
  await nextTick()
  expect(one.state.value).toBe('asking')
  change(one)
  await nextTick()
  for (let step = 0; step < 3; step++) {
    allow()
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(one.state.value).toBe('off')
  expect(pressed()).toEqual([])
  expect(browser.tracks.map(({ readyState }) => readyState)).not.toContain('live')
})

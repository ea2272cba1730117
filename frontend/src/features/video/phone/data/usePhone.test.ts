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

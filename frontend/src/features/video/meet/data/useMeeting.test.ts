import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import type { MeetingPage } from './useMeeting'
import { browser, openBrowser } from './fakeBrowser'
import { roomDoors } from './fakeRoom'

let page: EffectScope
let room: ReturnType<typeof roomDoors>

beforeEach(() => {
  openBrowser()
  setActivePinia(createPinia())
  room = roomDoors()
  page = effectScope()
})
afterEach(() => {
  page.stop()
  vi.unstubAllGlobals()
})

async function checked(): Promise<MeetingPage> {
  const { useMeeting } = await import('./useMeeting')
  const meeting = page.run(() => useMeeting(room.id, true))!
  await vi.waitFor(() => expect(meeting.phase.value).toBe('check'))
  return meeting
}

async function entered(venue?: string): Promise<MeetingPage> {
  const meeting = await checked()
  await vi.waitFor(() => expect(meeting.devices.video.value).not.toBeNull())
  await meeting.enter(venue)
  await vi.waitFor(() => expect(meeting.viewer.state.value).toBe('up'))
  return meeting
}

describe('devices', () => {
  it('says to all that a microphone was unplugged, and opens one again when it is wished for', async () => {
    const meeting = await entered()
    expect([meeting.hears.value, room.me.microphone]).toEqual([true, true])
    browser.tracks.find(({ kind }) => kind === 'audio')!.unplug()
    expect(meeting.hears.value).toBe(false)
    await vi.waitFor(() => expect(room.me.microphone).toBe(false))
    await meeting.toggleMicrophone()
    expect(meeting.hears.value).toBe(true)
    await vi.waitFor(() => expect(room.me.microphone).toBe(true))
  })

  it('is off while the browser refuses it, and asks again', async () => {
    browser.refusals = { audio: 'NotAllowedError', video: 'NotAllowedError' }
    const meeting = await checked()
    await vi.waitFor(() => expect(meeting.devices.videoFault.value).toBe('denied'))
    await meeting.enter()
    expect([meeting.hears.value, meeting.sees.value]).toEqual([false, false])
    expect([room.me.microphone, room.me.camera]).toEqual([false, false])
    browser.refusals = {}
    await meeting.toggleMicrophone()
    await meeting.toggleCamera()
    expect([meeting.hears.value, meeting.sees.value]).toEqual([true, true])
    await vi.waitFor(() => expect([room.me.microphone, room.me.camera]).toEqual([true, true]))
    await meeting.toggleCamera()
    expect(meeting.sees.value).toBe(false)
    expect(browser.tracks.at(-1)!.readyState).toBe('ended')
  })
})

describe('coming back', () => {
  /** The room has written this page down as gone; the page hears of it. */
  const lost = async (meeting: MeetingPage) => {
    Object.assign(room.me, { left_at: '2026-07-01T08:05:00Z', sharing: false })
    await meeting.room.refresh()
  }

  it('goes on trying while the server is away, with its venue and its screen', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const meeting = await entered('东区会场')
    await meeting.screen.start()
    await vi.waitFor(() => expect(room.me.sharing).toBe(true))
    const enter = browser.doors[`POST ${room.path}/enter`]!
    let refusals = 2
    browser.doors[`POST ${room.path}/enter`] = (body) => {
      if (refusals-- > 0) return Response.json({ code: 'unavailable' }, { status: 503 })
      expect(body.venue).toBe('东区会场')
      return enter(body)
    }
    const screens = browser.peers.length
    await lost(meeting)
    await vi.waitFor(() => expect(room.me.left_at).toBeNull(), { timeout: 5_000 })
    expect(meeting.phase.value).toBe('in')
    expect(refusals).toBe(-1)
    await vi.waitFor(() => expect(room.me.sharing).toBe(true))
    await vi.waitFor(() => expect(browser.peers.length - screens).toBe(3)) // sees, is seen, shows
  })

  it('ends when the server says no', async () => {
    const meeting = await entered()
    browser.doors[`POST ${room.path}/enter`] = () => Response.json({ code: 'room-locked' }, { status: 409 })
    await lost(meeting)
    await vi.waitFor(() => expect(meeting.phase.value).toBe('refused'))
  })

  it('says to a guest that the chair has sent it out', async () => {
    const meeting = await entered()
    browser.doors[`GET ${room.path}`] = () => Response.json({ code: 'room-barred' }, { status: 403 })
    await meeting.room.refresh()
    await vi.waitFor(() => expect(meeting.phase.value).toBe('kicked'))
    expect(browser.tracks.every(({ readyState }) => readyState === 'ended')).toBe(true)
  })

  it('connects anew at once when the media process sends its pages elsewhere', async () => {
    const meeting = await entered()
    const { startLive } = await import('@/live')
    startLive()
    const before = browser.peers.length
    const said = { op: 'said', what: 'media', from: { id: null, name: 'media' } }
    browser.hear({ ...said, about: 'another-room', data: { return: true } })
    browser.hear({ ...said, about: room.id, data: { speakers: [] } })
    expect(browser.peers).toHaveLength(before)
    browser.hear({ ...said, about: room.id, data: { return: true } })
    await vi.waitFor(() => expect(browser.peers).toHaveLength(before + 2))
    await vi.waitFor(() => expect(meeting.viewer.state.value).toBe('up'))
    expect(meeting.publisher.state.value).toBe('up')
    expect(meeting.screen.sharing.value).toBe(false)
  })
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useDevices } from './useDevices'

/** What the browser was asked for, answered when the test says so. */
let asked: { wish: MediaStreamConstraints; give: () => EventTarget & { stopped: boolean } }[] = []

beforeEach(() => {
  asked = []
  const getUserMedia = (wish: MediaStreamConstraints) =>
    new Promise((resolve) => {
      const track = Object.assign(new EventTarget(), {
        stopped: false,
        stop: () => void (track.stopped = true),
      })
      const give = () => {
        resolve({ getTracks: () => [track] })
        return track
      }
      asked.push({ wish, give })
    })
  const mediaDevices = Object.assign(new EventTarget(), { getUserMedia, enumerateDevices: async () => [] })
  vi.stubGlobal('window', { isSecureContext: true })
  vi.stubGlobal('navigator', { mediaDevices })
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
})
afterEach(() => void vi.unstubAllGlobals())

it('stops a camera that comes after it was switched off', async () => {
  const devices = effectScope().run(useDevices)!
  const opening = devices.openVideo()
  devices.closeVideo()
  const late = asked[0]!.give()
  await opening
  expect(late.stopped).toBe(true)
  expect(devices.video.value).toBeNull()
})

it('asks for nothing more once the page was left, and stops what comes', async () => {
  const scope = effectScope()
  const devices = scope.run(useDevices)!
  const opening = devices.open()
  scope.stop()
  const late = asked[0]!.give()
  await opening
  await devices.open()
  expect(late.stopped).toBe(true)
  expect(asked).toHaveLength(1)
})

it('opens again after it was closed', async () => {
  const devices = effectScope().run(useDevices)!
  devices.close()
  const opening = devices.openVideo()
  const track = asked[0]!.give()
  await opening
  expect(devices.video.value).not.toBeNull()
  expect(track.stopped).toBe(false)
})

it('takes a device that is unplugged for missing, until it is asked for again', async () => {
  const devices = effectScope().run(useDevices)!
  const opening = devices.openVideo()
  const track = asked[0]!.give()
  await opening
  track.dispatchEvent(new Event('ended'))
  expect(devices.video.value).toBeNull()
  expect(devices.videoFault.value).toBe('missing')
  const again = devices.openVideo()
  asked[1]!.give()
  await again
  expect(devices.video.value).not.toBeNull()
  expect(devices.videoFault.value).toBeNull()
  track.dispatchEvent(new Event('ended')) // the old one: the new one goes on
  expect(devices.video.value).not.toBeNull()
})

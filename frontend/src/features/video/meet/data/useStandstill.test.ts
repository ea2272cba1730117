import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useStandstill } from './useStandstill'

const page = { hidden: false }
let frames = 0
const video = { getVideoPlaybackQuality: () => ({ totalVideoFrames: frames }) } as HTMLVideoElement

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  page.hidden = false
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function play(seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    frames += 25
    vi.advanceTimersByTime(1_000)
  }
}

it('says how long a picture has stood still, until it moves again', () => {
  const stood = effectScope().run(() => useStandstill(video, true))!
  play(20)
  expect(stood.value).toBeNull()
  vi.advanceTimersByTime(4_000)
  expect(stood.value).toBeNull()
  vi.advanceTimersByTime(8_000)
  expect(stood.value).toBe(12)
  play(1)
  expect(stood.value).toBeNull()
})

it('calls nothing frozen that is not to move: a camera switched off, a page in the background', async () => {
  const live = ref(true)
  const stood = effectScope().run(() => useStandstill(video, live))!
  play(1)
  live.value = false
  vi.advanceTimersByTime(60_000)
  expect(stood.value).toBeNull()
  live.value = true
  await nextTick()
  vi.advanceTimersByTime(4_000)
  page.hidden = true
  vi.advanceTimersByTime(60_000)
  page.hidden = false
  vi.advanceTimersByTime(4_000)
  expect(stood.value).toBeNull()
  vi.advanceTimersByTime(2_000)
  expect(stood.value).toBe(6)
})

/** Sharing the very tab one works in: what this browser can do of it. */

type Restrictable = MediaStreamTrack & { restrictTo?: (target: unknown) => Promise<void> }
interface Targets {
  CropTarget?: unknown
  RestrictionTarget?: { fromElement: (element: Element) => Promise<unknown> }
}
const targets = globalThis as Targets

/** Chromium on desks offers its own tab; others offer windows alone. */
export const mayShareTab = targets.CropTarget !== undefined

/** As the specification has them, ahead of the types of TypeScript. */
export const TAB: DisplayMediaStreamOptions & Record<string, unknown> = {
  video: { frameRate: 10, displaySurface: 'browser' } as MediaTrackConstraints,
  audio: false,
  preferCurrentTab: true,
  selfBrowserSurface: 'include',
  surfaceSwitching: 'exclude',
}

/** Leaves what lies over an element out of the picture; false where the browser cannot, and all of the tab is seen. */
export async function showOnly(track: MediaStreamTrack, element: HTMLElement): Promise<boolean> {
  const { restrictTo } = track as Restrictable
  if (!restrictTo || !targets.RestrictionTarget) return false
  // The browser takes elements that are drawn apart from others.
  element.style.isolation = 'isolate'
  try {
    await restrictTo.call(track, await targets.RestrictionTarget.fromElement(element))
    return true
  } catch {
    element.style.isolation = ''
    return false
  }
}

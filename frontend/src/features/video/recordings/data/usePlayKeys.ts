/** Keys of the playback page, as players have them; all can be changed and are listed under `?`. */
import { useKeys, type KeyAction } from '@/ui'
import type { PlayActs } from './usePlayActs'
import type { PlayClock } from './useClock'

interface Page {
  sound: () => void
  whole: () => void
  layout: () => void
  mark: (end: 'from' | 'to') => void
  cut: () => void
  still: () => void
  mayCut: () => boolean
}

export function usePlayKeys(clock: PlayClock, acts: PlayActs, page: Page): void {
  const key = (name: string, combo: string, run: () => void, more: Partial<KeyAction> = {}): KeyAction => ({
    id: `recordings.${name}`,
    combo,
    label: `recordings.keys.${name}`,
    group: 'page',
    run,
    ...more,
  })
  const cutting = { enabled: page.mayCut }
  useKeys([
    key('toggle', 'Space', () => clock.toggle()),
    // As players have it.
    key('toggleK', 'K', () => clock.toggle(), { label: 'recordings.keys.toggle' }),
    key('back5', 'ArrowLeft', () => clock.by(-5_000)),
    key('forward5', 'ArrowRight', () => clock.by(5_000)),
    key('back10', 'J', () => clock.by(-10_000)),
    key('forward10', 'L', () => clock.by(10_000)),
    key('previousFrame', ',', () => acts.frame(-1)),
    key('nextFrame', '.', () => acts.frame(1)),
    key('slower', '<', () => clock.shift(-1)),
    key('faster', '>', () => clock.shift(1)),
    key('previousChapter', 'ArrowUp', () => acts.chapter(-1)),
    key('nextChapter', 'ArrowDown', () => acts.chapter(1)),
    key('previousPart', 'Shift+ArrowLeft', () => acts.part(-1)),
    key('nextPart', 'Shift+ArrowRight', () => acts.part(1)),
    key('begin', 'Home', acts.begin),
    key('end', 'End', acts.end),
    key('sound', 'M', page.sound),
    key('whole', 'F', page.whole),
    key('layout', 'G', page.layout),
    key('in', 'I', () => page.mark('from'), cutting),
    key('out', 'O', () => page.mark('to'), cutting),
    key('cut', 'X', page.cut, cutting),
    key('still', 'S', page.still, cutting),
  ])
}

/** Keys of the replay; all of them can be changed and are listed under `?`. */
import { useKeys, type KeyAction } from '@/ui'
import { SPEEDS, type Stretch } from '../model/time'
import type { Player } from './usePlayer'

interface Page {
  stretch: () => Stretch
  step: (direction: 1 | -1) => void
  letGo: () => void
}

const SECONDS = 1000
const MINUTE = 60 * SECONDS

export function useReplayKeys(player: Player, page: Page): void {
  const key = (name: string, combo: string, run: () => void): KeyAction => ({
    id: `replay.${name}`,
    combo,
    label: `command.replay.keys.${name}`,
    group: 'page',
    run,
  })
  useKeys([
    key('toggle', 'Space', () => player.toggle()),
    key('back10', 'ArrowLeft', () => player.by(-10 * SECONDS)),
    key('forward10', 'ArrowRight', () => player.by(10 * SECONDS)),
    key('backMinute', 'Shift+ArrowLeft', () => player.by(-MINUTE)),
    key('forwardMinute', 'Shift+ArrowRight', () => player.by(MINUTE)),
    key('previous', ',', () => page.step(-1)),
    key('next', '.', () => page.step(1)),
    key('begin', 'Home', () => player.seek(page.stretch().from)),
    key('end', 'End', () => player.goLive()),
    key('letGo', 'Escape', page.letGo),
    ...SPEEDS.map((speed, index) => key(`speed${speed}`, String(index + 1), () => player.setSpeed(speed))),
  ])
}

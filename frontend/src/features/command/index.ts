/** Command: the board of the situation. Each part brings its routes, texts and keys; this file only lists them. */
import type { Feature } from '@/app/feature'
import { board } from './board'
import { wall } from './wall'

export const command: Feature = {
  name: 'command',
  messages: {
    'zh-CN': { board: board.messages['zh-CN'], wall: wall.messages['zh-CN'] },
    en: { board: board.messages.en, wall: wall.messages.en },
  },
  routes: [...board.routes, ...wall.routes],
  nav: [...board.nav],
  commands: [...board.commands],
  search: board.search,
  strips: [...board.strips],
}

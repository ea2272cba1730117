/** Command: desk, board, replay and walls. Each part brings its routes, texts and keys; this file only lists them. */
import type { Feature } from '@/app/feature'
import { board } from './board'
import { desk } from './desk'
import dispatch from './dispatch/messages'
import { replay } from './replay'
import { tasks } from './tasks'
import { wall } from './wall'

export const command: Feature = {
  name: 'command',
  messages: {
    'zh-CN': {
      board: board.messages['zh-CN'],
      desk: desk.messages['zh-CN'],
      dispatch: dispatch['zh-CN'],
      replay: replay.messages['zh-CN'],
      tasks: tasks.messages['zh-CN'],
      wall: wall.messages['zh-CN'],
    },
    en: {
      board: board.messages.en,
      desk: desk.messages.en,
      dispatch: dispatch.en,
      replay: replay.messages.en,
      tasks: tasks.messages.en,
      wall: wall.messages.en,
    },
  },
  routes: [...desk.routes, ...board.routes, ...wall.routes, ...replay.routes],
  nav: [...board.nav, ...replay.nav],
  commands: [...board.commands, ...replay.commands],
  search: board.search,
  strips: [...board.strips],
  incidentParts: tasks.incidentParts,
}

/** The board and what comes with it on every desk page: the alarm strip and words of the command bar. */
import { defineAsyncComponent } from 'vue'
import type { Feature } from '@/app/feature'
import { commands, search } from './commands'
import messages from './messages'

export const board = {
  messages,
  routes: [
    {
      path: '/board',
      component: () => import('./pages/BoardPage.vue'),
      meta: { title: 'command.board.nav', permissions: ['incidents.read'] },
    },
  ],
  nav: [{ to: '/board', label: 'command.board.nav', order: 20, permissions: ['incidents.read'] }],
  commands,
  search,
  strips: [
    {
      component: defineAsyncComponent(() => import('./components/AlarmStrip.vue')),
      permissions: ['alarms.read'],
    },
  ],
} satisfies Partial<Omit<Feature, 'messages'>> & { messages: typeof messages }

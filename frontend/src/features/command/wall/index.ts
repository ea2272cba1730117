/** Walls: screens of the hall, and the page where one is chosen and switched. */
import type { Feature } from '@/app/feature'
import messages from './messages'

export const wall = {
  messages,
  routes: [
    {
      path: '/wall',
      component: () => import('./pages/WallChoicePage.vue'),
      meta: { title: 'command.wall.title', permissions: ['incidents.read'] },
    },
    {
      path: '/wall/:layout',
      component: () => import('./pages/WallPage.vue'),
      // It looks after its own sign-in: nobody stands at a wall to read the page of the desk.
      meta: { title: 'command.wall.title', frame: 'bare', public: true },
    },
  ],
} satisfies Partial<Omit<Feature, 'messages'>> & { messages: typeof messages }

/** The personal desk at `/`. */
import type { Feature } from '@/app/feature'
import { useSession } from '@/features/session'
import messages from './messages'

/** A screen that hangs on a wall has no desk: it goes to the walls. */
function onlyWall(): boolean {
  const roles = useSession().who?.roles ?? []
  return roles.length > 0 && roles.every((role) => role === 'wall')
}

export const desk = {
  messages,
  routes: [
    {
      path: '/',
      component: () => import('./pages/DeskPage.vue'),
      meta: { title: 'command.desk.title' },
      beforeEnter: () => (onlyWall() ? '/wall' : true),
    },
  ],
} satisfies Partial<Omit<Feature, 'messages'>> & { messages: typeof messages }

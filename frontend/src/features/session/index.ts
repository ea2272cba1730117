import type { Feature } from '@/app/feature'
import messages from './messages'

export { useSession } from './store'
export type { Who } from './types'

export const session: Feature = {
  name: 'session',
  messages,
  routes: [
    {
      path: '/sign-in',
      component: () => import('./pages/SignInPage.vue'),
      meta: { title: 'session.title', frame: 'bare', public: true },
    },
    {
      path: '/account',
      component: () => import('./pages/AccountPage.vue'),
      meta: { title: 'session.own.title' },
    },
    {
      path: '/set-up',
      component: () => import('./pages/SetUpPage.vue'),
      meta: { title: 'session.setUp.title', frame: 'bare', public: true },
    },
  ],
}

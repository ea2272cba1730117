/** The consoles of the three administrators: system, security, audit. */
import { defineAsyncComponent } from 'vue'
import type { Feature } from '@/app/feature'
import { useSession } from '@/features/session'
import messages from './messages'
import { ADMINISTRATORS, firstOf, SECTIONS } from './model/sections'

export const OneTimeSecret = defineAsyncComponent(() => import('./components/OneTimeSecret.vue'))

const PAGES = {
  organisations: () => import('./pages/OrganisationsPage.vue'),
  health: () => import('./pages/HealthPage.vue'),
  accounts: () => import('./pages/AccountsPage.vue'),
  posts: () => import('./pages/PostsPage.vue'),
  roles: () => import('./pages/RolesPage.vue'),
  tokens: () => import('./pages/TokensPage.vue'),
  audit: () => import('./pages/AuditPage.vue'),
  journal: () => import('./pages/JournalPage.vue'),
}

export const admin: Feature = {
  name: 'admin',
  messages,
  routes: [
    {
      path: '/admin',
      component: () => import('./pages/AdminFrame.vue'),
      meta: { title: 'admin.title', permissions: ADMINISTRATORS },
      children: [
        // Never shown: whoever comes here goes on to the own console, once it is known who came.
        {
          path: '',
          component: () => null,
          beforeEnter: () => firstOf(useSession().mayAny) ?? '/no-permission',
        },
        ...SECTIONS.map((section) => ({
          path: section.path,
          component: PAGES[section.name as keyof typeof PAGES],
          meta: { title: `admin.section.${section.name}`, permissions: section.reads },
        })),
      ],
    },
  ],
  nav: [{ to: '/admin', label: 'admin.nav', order: 100, permissions: ADMINISTRATORS }],
  commands: [
    {
      name: '/admin',
      label: 'admin.title',
      permissions: ADMINISTRATORS,
      run: async () => {
        const { router } = await import('@/app/router')
        await router.push('/admin')
      },
    },
  ],
}

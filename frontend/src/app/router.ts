import { watch } from 'vue'
import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { useSession } from '@/features/session'
import { i18n } from '@/i18n'
import { features } from './features'
import { allowedNav } from './nav'

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    ...features.flatMap((feature) => feature.routes),
    {
      path: '/no-permission',
      component: () => import('./pages/NoPermissionPage.vue'),
      meta: { title: 'state.noPermission' },
    },
    {
      path: '/:path(.*)*',
      component: () => import('./pages/NotFoundPage.vue'),
      meta: { title: 'state.notFound' },
    },
  ],
})

router.beforeEach(async (to) => {
  if (to.meta.public) return true
  const session = useSession()
  await session.ready()
  if (!session.signedIn) return { path: '/sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (session.who?.pending?.length && to.path !== '/account')
    return { path: '/account', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (!session.mayAny(to.meta.permissions)) return { path: '/no-permission', query: { of: to.fullPath } }
  return home(to)
})

/** `/` without a page of its own leads to the first screen this person may open. */
function home(to: RouteLocationNormalized) {
  const claimed = to.matched.some((record) => record.path === '/')
  if (to.path === '/' && useSession().who?.unit) return '/field'
  const first = allowedNav()[0]
  return to.path === '/' && !claimed && first ? first.to : true
}

function setTitle(): void {
  const title = router.currentRoute.value.meta.title
  const { t } = i18n.global
  document.title = title ? `${t(title)} · ${t('app.name')}` : t('app.name')
}

router.afterEach(setTitle)
watch(i18n.global.locale, setTitle)

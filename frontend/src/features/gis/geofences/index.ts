/** Geofences: areas to watch, rules over them, what those found. */
import type { Feature } from '@/app/feature'
import en from './texts/en'
import zh from './texts/zh'

export { fenceOverlays } from './model/fence'
export type { Fence } from './types'

export const geofences: Feature = {
  name: 'geofences',
  messages: { 'zh-CN': zh, en },
  routes: [
    {
      path: '/geofences',
      component: () => import('./GeofencesPage.vue'),
      meta: { title: 'geofences.title', permissions: ['layers.read'] },
    },
  ],
  nav: [{ to: '/geofences', label: 'geofences.nav', order: 84, permissions: ['geofences.edit'] }],
  commands: [
    {
      name: '/geofences',
      label: 'geofences.command',
      permissions: ['layers.read'],
      run: async () => {
        const { router } = await import('@/app/router')
        await router.push('/geofences')
      },
    },
  ],
}

/** Devices that tell where units are: who is let in, whose they are, what is said to them. */
import type { Feature } from '@/app/feature'
import en from './texts/en'
import zh from './texts/zh'

const READERS = ['devices.manage', 'devices.command'] as const

export const devices: Feature = {
  name: 'gisDevices',
  messages: { 'zh-CN': zh, en },
  routes: [
    {
      path: '/devices',
      component: () => import('./DevicesPage.vue'),
      meta: { title: 'gisDevices.title', permissions: READERS },
    },
  ],
  nav: [{ to: '/devices', label: 'gisDevices.nav', order: 87, permissions: READERS }],
  commands: [
    {
      name: '/devices',
      label: 'gisDevices.command',
      permissions: READERS,
      run: async () => {
        const { router } = await import('@/app/router')
        await router.push('/devices')
      },
    },
  ],
}

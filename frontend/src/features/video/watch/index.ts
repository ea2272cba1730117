/** 视频: cameras and other sources, watched one by one or as a wall of tiles. */
import { defineAsyncComponent } from 'vue'
import type { Feature } from '@/app/feature'
import en from './texts/en'
import zh from './texts/zh'

// The player comes with the card that shows it, not with the start of the application.
export const CameraPicture = defineAsyncComponent(() => import('./components/CameraPicture.vue'))

const READERS = ['video.watch', 'video.manage'] as const

export const watching: Feature = {
  name: 'watch',
  messages: { 'zh-CN': zh, en },
  routes: [
    {
      path: '/video',
      component: () => import('./VideoPage.vue'),
      meta: { title: 'watch.title', permissions: READERS },
    },
  ],
  nav: [{ to: '/video', label: 'watch.nav', order: 45, permissions: READERS }],
  incidentParts: [
    {
      component: defineAsyncComponent(() => import('./components/IncidentPictures.vue')),
      permissions: ['video.watch'],
    },
  ],
  commands: [
    {
      name: '/video',
      label: 'watch.command',
      permissions: READERS,
      run: async () => {
        const { router } = await import('@/app/router')
        await router.push('/video')
      },
    },
  ],
}

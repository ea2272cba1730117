/** Meetings by video: the list, the room, the invitation of a guest, the way in from an incident. */
import { defineAsyncComponent } from 'vue'
import type { Feature } from '@/app/feature'
import en from './texts/en'
import zh from './texts/zh'

/** On a phone in the field; comes when there is a connection. */
export const RoomBar = defineAsyncComponent(() => import('./components/RoomBar.vue'))

const permissions = ['rooms.read']

export const meet: Feature = {
  name: 'meet',
  messages: { 'zh-CN': zh, en },
  routes: [
    {
      path: '/meet',
      component: () => import('./pages/MeetingsPage.vue'),
      meta: { title: 'meet.title', permissions },
    },
    {
      // The secret stands behind the #: servers never see it.
      path: '/meet/guest',
      component: () => import('./pages/GuestPage.vue'),
      meta: { title: 'meet.guest.title', frame: 'bare', public: true },
    },
    {
      path: '/meet/:room',
      component: () => import('./pages/MeetPage.vue'),
      meta: { title: 'meet.title', frame: 'bare', permissions: ['rooms.join'] },
    },
  ],
  nav: [{ to: '/meet', label: 'meet.nav', order: 50, permissions }],
  commands: [
    {
      name: '/meet',
      label: 'meet.command',
      permissions,
      run: async () => {
        const { router } = await import('@/app/router')
        await router.push('/meet')
      },
    },
  ],
  strips: [
    { component: defineAsyncComponent(() => import('./components/MeetingNotice.vue')), permissions },
    {
      component: defineAsyncComponent(() => import('./components/FloatingMeeting.vue')),
      permissions: ['rooms.join'],
    },
  ],
  incidentParts: [
    { component: defineAsyncComponent(() => import('./components/MeetPart.vue')), permissions },
  ],
}

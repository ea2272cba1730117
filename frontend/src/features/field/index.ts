import type { NavigationGuardReturn } from 'vue-router'
import type { Feature } from '@/app/feature'
import { useSession } from '@/features/session'
import messages from './messages'

const PERMISSIONS = ['units.status', 'reports.create']
/** A server that does not answer by then is away: the page opens with what the phone knows. */
const PATIENCE_MS = 2_500

/** The page opens without a network for whoever used it last; what he may do is decided by the server. */
async function admitted(): Promise<NavigationGuardReturn> {
  const { rememberedWho, rememberWho } = await import('./data/crew')
  const session = useSession()
  const last = await rememberedWho().catch(() => null)
  const asked = session.ready().then(() => true)
  const answered = await (last ? Promise.race([asked, after(PATIENCE_MS)]) : asked)
  if (session.who) {
    if (!session.mayAny(PERMISSIONS)) return { path: '/no-permission', query: { of: '/field' } }
    await rememberWho(session.who).catch(() => undefined)
    return true
  }
  const away = !answered || session.unreachable !== null
  return last && away ? true : { path: '/sign-in', query: { to: '/field' } }
}

const after = (ms: number) => new Promise<false>((go) => setTimeout(() => go(false), ms))

export const field: Feature = {
  name: 'field',
  messages,
  routes: [
    {
      path: '/field',
      component: () => import('./pages/FieldPage.vue'),
      // Public for the router alone: `admitted` asks for the session, and copes without a server.
      meta: { title: 'field.title', frame: 'bare', public: true },
      beforeEnter: admitted,
    },
  ],
}

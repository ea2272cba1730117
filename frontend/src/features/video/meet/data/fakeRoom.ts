/** A room behind the doors of the browser of tests: who enters is in it, as the server would say. */
import { browser } from './fakeBrowser'

const at = '2026-07-01T08:00:00Z'

export function roomDoors(id = '0190a000-0000-7000-8000-000000000001') {
  const path = `/api/video/rooms/${id}`
  const me: Record<string, unknown> = {
    id: 'me',
    screen_id: 'my-screen',
    room_id: id,
    name: '值班员',
    organisation: null,
    role: 'speaker',
    page: null,
    microphone: false,
    camera: false,
    sharing: false,
    left_at: 'before',
    entered_at: at,
    barred: false,
  }
  const room = { id, title: '会商', state: 'open', main_source: null, layout: 'speaker', locked: false }
  const view = () => ({
    room,
    me: me.page ? { ...me } : null,
    chairs: false,
    participants: [{ ...me }],
    sources: [],
    whiteboard: null,
    roll_call: null,
    server_time: at,
  })
  const sdp = () => new Response('answer', { headers: { 'content-type': 'application/sdp' } })
  Object.assign(browser.doors, {
    [`GET ${path}`]: () => Response.json(view()),
    [`POST ${path}/enter`]: (body: Record<string, unknown>) => {
      Object.assign(me, body, { left_at: null, sharing: false })
      return Response.json(view())
    },
    [`POST ${path}/me`]: (body: Record<string, unknown>) => {
      Object.assign(me, body)
      return Response.json({ ...me })
    },
    [`POST ${path}/leave`]: () => Response.json({ ...me, left_at: at }),
    [`POST ${path}/whip`]: sdp,
    [`POST ${path}/whep`]: sdp,
    [`POST ${path}/slots`]: () => Response.json({ missing: [] }),
    'GET /api/video/relays': () => Response.json({ ice_servers: [], expires_at: null }),
  })
  return { id, path, me, room, view }
}

/** The whiteboard of a room over HTTP. */
import { api, type Page } from '@/api'
import type { DrawIn, EraseIn, RecordedWhiteboard, SheetIn, Whiteboard, WhiteboardView } from '../types'

const door = (room: string, rest = '') => `/api/video/rooms/${room}/whiteboard${rest}`

export const whiteboardApi = {
  view: (room: string, after?: number) => api.get<WhiteboardView>(door(room), { query: { after } }),
  open: (room: string, page: string, box: number[] | null) =>
    api.post<Whiteboard>(door(room), box ? { page, ground: 'map', box } : { page, ground: 'sheet' }),
  draw: (room: string, form: DrawIn) => api.post<Whiteboard>(door(room, '/objects'), form, { key: form.id }),
  erase: (room: string, form: EraseIn) => api.post<Whiteboard>(door(room, '/erase'), form),
  wipe: (room: string, form: SheetIn) => api.post<Whiteboard>(door(room, '/wipe'), form),
  close: (room: string, form: SheetIn) => api.post<Whiteboard>(door(room, '/close'), form),
  recorded: (recording: string, signal?: AbortSignal) =>
    api.get<Page<RecordedWhiteboard>>(
      `/api/video/recordings/${recording}/whiteboards`,
      signal ? { signal } : undefined,
    ),
}

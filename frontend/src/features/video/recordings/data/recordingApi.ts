/** Doors of recordings: the list, one with its files, what is done with it, what leaves it. */
import { api, url, type Page } from '@/api'
import type { Clip, ClipIn, FileCard, Recording, RecordingView } from '../types'

const DOOR = '/api/video/recordings'
const at = (id: string, rest = '') => `${DOOR}/${id}${rest}`
/** Half an hour of eight tracks is put together from disk. */
const CLIP_MS = 120_000
const STILL_MS = 25_000

export interface Filter {
  room?: string | null
  incident?: string | null
  source?: string | null
  state?: string | null
  from?: string | null
  to?: string | null
}

export const recordingApi = {
  page: (filter: Filter, cursor: string | null, limit: number, signal?: AbortSignal) =>
    api.get<Page<Recording>>(DOOR, {
      query: { ...filter, cursor, limit },
      ...(signal ? { signal } : {}),
    }),
  view: (id: string, signal?: AbortSignal) => api.get<RecordingView>(at(id), signal ? { signal } : undefined),
  ofRoom: (room: string) => api.post<Recording>(DOOR, { room_id: room }),
  ofSource: (source: string, minutes: number) => api.post<Recording>(DOOR, { source_id: source, minutes }),
  stop: (id: string) => api.post<Recording>(at(id, '/stop')),
  hold: (id: string, held: boolean, reason: string) => api.post<Recording>(at(id, '/hold'), { held, reason }),
  erase: (id: string, reason: string) => api.post<Recording>(at(id, '/erase'), { reason }),
  still: (id: string, track: string, moment: string) =>
    api.post<FileCard>(at(id, '/stills'), { track_id: track, at: moment }, { timeoutMs: STILL_MS }),
  clip: (id: string, form: ClipIn) => api.post<Clip>(at(id, '/clips'), form, { timeoutMs: CLIP_MS }),
  attach: (incident: string, file: string) =>
    api.post(`/api/incidents/${incident}/attachments`, { file_id: file }, { key: file }),
  /** Where a file of a recording is read from. */
  piece: (id: string, n: number) => url(at(id, `/segments/${n}`)),
  thumbnail: (id: string, n: number) => url(at(id, `/segments/${n}/thumbnail`)),
}

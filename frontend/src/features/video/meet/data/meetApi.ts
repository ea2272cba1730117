/** Rooms and meetings over HTTP. */
import { api, type Page } from '@/api'
import type {
  Attendance,
  Decision,
  EnterIn,
  Guest,
  GuestRoom,
  Meeting,
  MeetingIn,
  Message,
  NewGuest,
  OwnIn,
  Participant,
  Quality,
  RollCall,
  Room,
  RoomIn,
  RoomSource,
  RoomView,
  StageIn,
  SteerIn,
} from '../types'

const ROOMS = '/api/video/rooms'
const MEETINGS = '/api/video/meetings'
const SDP = 'application/sdp'

async function described(
  path: string,
  offer: string,
  query: Record<string, string | boolean>,
): Promise<string> {
  const body = new Blob([offer], { type: SDP })
  const answer = await api.call<Blob>('POST', path, { body, query })
  return answer.data.text()
}

export const meetApi = {
  rooms: (query: Record<string, string | number> = {}) => api.get<Page<Room>>(ROOMS, { query }),
  make: (form: Partial<RoomIn> & { title: string }) => api.post<Room>(ROOMS, form),
  view: (room: string) => api.get<RoomView>(`${ROOMS}/${room}`),
  enter: (room: string, form: Partial<EnterIn> & { page: string }) =>
    api.post<RoomView>(`${ROOMS}/${room}/enter`, form),
  leave: (room: string, page: string) => api.post<Participant>(`${ROOMS}/${room}/leave`, { page }),
  own: (room: string, form: Partial<OwnIn> & { page: string }) =>
    api.post<Participant>(`${ROOMS}/${room}/me`, form),
  answer: (room: string, page: string) => api.post<RollCall>(`${ROOMS}/${room}/answer`, { page }),
  stage: (room: string, form: Partial<StageIn>) => api.post<Room>(`${ROOMS}/${room}/stage`, form),
  steer: (room: string, participant: string, form: Partial<SteerIn>) =>
    api.post<Participant>(`${ROOMS}/${room}/participants/${participant}`, form),
  silence: (room: string) => api.post<RoomView>(`${ROOMS}/${room}/silence`),
  call: (room: string) => api.post<RollCall>(`${ROOMS}/${room}/roll-calls`),
  calls: (room: string) => api.get<Page<RollCall>>(`${ROOMS}/${room}/roll-calls`),
  finish: (room: string) => api.post<RollCall>(`${ROOMS}/${room}/roll-calls/finish`),
  close: (room: string) => api.post<Room>(`${ROOMS}/${room}/close`),
  venues: (room: string, venues: string[]) => api.post<Room>(`${ROOMS}/${room}/venues`, { venues }),
  bring: (room: string, source: string) =>
    api.post<RoomSource>(`${ROOMS}/${room}/sources`, { source_id: source }),
  takeOut: (room: string, source: string) => api.delete<RoomSource>(`${ROOMS}/${room}/sources/${source}`),
  attendance: (room: string) => api.get<Page<Attendance>>(`${ROOMS}/${room}/attendance`),
  decisions: (room: string) => api.get<Page<Decision>>(`${ROOMS}/${room}/decisions`),
  decide: (room: string, text: string) => api.post<Decision>(`${ROOMS}/${room}/decisions`, { text }),
  guests: (room: string) => api.get<Page<Guest>>(`${ROOMS}/${room}/guests`),
  invite: (room: string, form: { name: string; role: 'speaker' | 'listener' }) =>
    api.post<NewGuest>(`${ROOMS}/${room}/guests`, form),
  withdraw: (room: string, guest: string) => api.delete<Guest>(`${ROOMS}/${room}/guests/${guest}`),
  messages: (room: string, after?: string) =>
    api.get<Page<Message>>(`${ROOMS}/${room}/messages`, { query: { after } }),
  say: (room: string, text: string, files: string[] = []) =>
    api.post<Message>(`${ROOMS}/${room}/messages`, { text, files }),
  quality: (room: string) => api.get<Quality>(`${ROOMS}/${room}/quality`),
  publish: (room: string, page: string, screen: boolean) => (offer: string) =>
    described(`${ROOMS}/${room}/whip`, offer, { page, screen }),
  unpublish: (room: string, source: string) => api.delete<void>(`${ROOMS}/${room}/whip/${source}`),
  subscribe: (room: string, page: string, follows: boolean) => (offer: string) =>
    described(`${ROOMS}/${room}/whep`, offer, { page, follows }),
  slots: (
    room: string,
    page: string,
    slots: { slot: number; source: string | null; layer: 'large' | 'small' }[],
    signal?: AbortSignal,
  ) => api.post<{ missing: number[] }>(`${ROOMS}/${room}/slots`, { page, slots }, { signal }),
  exchange: (token: string) => api.post<void>('/api/video/guests/exchange', { token }),
  guest: () => api.get<GuestRoom>('/api/video/guests/current'),
  meetings: () => api.get<Page<Meeting>>(MEETINGS),
  book: (form: MeetingIn) => api.post<Meeting>(MEETINGS, form),
  cancel: (meeting: string) => api.post<Meeting>(`${MEETINGS}/${meeting}/cancel`),
  calendar: (meeting: string) => `${MEETINGS}/${meeting}/calendar`,
}

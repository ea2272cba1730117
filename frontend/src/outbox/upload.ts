/** One file to the server in parts (tus 1.0). Asked again with the same id, it goes on where it stood. */
import { api, ApiProblem, csrfHeader, isProblem, OFFLINE, problemFrom } from '@/api'
import type { QueuedFile } from './types'

const DOOR = '/api/files/tus'
/** A part is given up when its time is over: on a thin network a small part still gets through. */
const PART = 512 * 1024
const PART_TIMEOUT_MS = 90_000
const HEADERS = { 'Tus-Resumable': '1.0.0' }

export async function upload(file: QueuedFile, content: Blob, sent: (bytes: number) => void): Promise<void> {
  let offset = await begin(file, content)
  while (offset < content.size) {
    sent(offset)
    offset = await part(file.id, content, offset)
  }
  sent(offset)
}

/** Where the upload stands; a file that is there already stands at its end. */
async function begin(file: QueuedFile, content: Blob): Promise<number> {
  const values: Record<string, string> = { filename: file.name, id: file.id }
  const hash = await sha256(content)
  if (hash) values.sha256 = hash
  try {
    const answer = await send('POST', DOOR, {
      'Upload-Length': String(content.size),
      'Upload-Metadata': metadata(values),
    })
    return Number(answer.headers.get('Upload-Offset') ?? 0)
  } catch (error) {
    if (isProblem(error, 'file-taken') && (await isThere(file.id, hash))) return content.size
    throw error
  }
}

async function isThere(id: string, hash: string | null): Promise<boolean> {
  const card = await api.get<{ received_sha256: string }>(`/api/files/${id}/card`).catch(() => null)
  return card !== null && card.received_sha256 === hash
}

async function part(id: string, content: Blob, offset: number): Promise<number> {
  const headers = {
    'Content-Type': 'application/offset+octet-stream',
    'Upload-Offset': String(offset),
  }
  const answer = await send('PATCH', `${DOOR}/${id}`, headers, content.slice(offset, offset + PART))
  return Number(answer.headers.get('Upload-Offset'))
}

async function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Blob | null = null,
): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { ...HEADERS, ...csrfHeader(), ...headers },
      body,
      signal: AbortSignal.timeout(PART_TIMEOUT_MS),
    })
  } catch {
    throw new ApiProblem(0, { code: OFFLINE })
  }
  if (!answer.ok) throw await problemFrom(answer)
  return answer
}

function metadata(values: Record<string, string>): string {
  const encode = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
  return Object.entries(values)
    .map(([name, value]) => `${name} ${encode(value)}`)
    .join(',')
}

/** So that the server refuses a damaged file instead of keeping it; null where the browser has no hash. */
async function sha256(content: Blob): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await content.arrayBuffer()))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

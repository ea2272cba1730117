/** Sends one file in parts (tus 1.0) and goes on where a cut left it, also after the page was loaded again. */
import { api, csrfHeader, problemFrom, ApiProblem, OFFLINE, uuid7 } from '@/api'
import type { FileCard } from '../types'

const DOOR = '/api/files/tus'
/** A part is confirmed as a whole: small enough that a cut on a phone costs seconds. */
const PART = 4 * 1024 * 1024
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 15_000
const VERSION = { 'Tus-Resumable': '1.0.0' }

export interface UploadEvents {
  progress: (sent: number) => void
  waiting: (waits: boolean) => void
}

/** The same file chosen again is the same upload. */
export function fingerprint(file: Pick<File, 'name' | 'size' | 'lastModified'>): string {
  return `wanglou.upload.${file.name}.${file.size}.${file.lastModified}`
}

export function metadata(values: Record<string, string>): string {
  const encode = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
  return Object.entries(values)
    .map(([name, value]) => `${name} ${encode(value)}`)
    .join(',')
}

export class TusUpload {
  readonly id: string
  private over = false
  private running: XMLHttpRequest | null = null

  constructor(
    private readonly file: File,
    private readonly events: UploadEvents,
  ) {
    this.id = localStorage.getItem(fingerprint(file)) ?? uuid7()
    localStorage.setItem(fingerprint(file), this.id)
  }

  /** Resolves with the file as the server keeps it; rejects with the server's refusal, or null when called off. */
  async run(): Promise<FileCard | null> {
    let offset = await this.patiently(() => this.begin())
    while (!this.over && offset < this.file.size) {
      const from = offset
      offset = await this.patiently(
        () => this.part(from),
        () => this.ask(),
      )
      this.events.progress(offset)
    }
    if (this.over) return null
    localStorage.removeItem(fingerprint(this.file))
    return api.get<FileCard>(`/api/files/${this.id}/card`)
  }

  /** Stops and lets the server forget what it has. */
  cancel(): void {
    this.over = true
    this.running?.abort()
    localStorage.removeItem(fingerprint(this.file))
    void fetch(`${DOOR}/${this.id}`, { method: 'DELETE', headers: { ...VERSION, ...csrfHeader() } }).catch(
      () => undefined,
    )
  }

  /** Tries until it is answered; after a cut `again` says where to go on. */
  private async patiently(work: () => Promise<number>, again = work): Promise<number> {
    let next = work
    for (let tries = 0; ; tries++) {
      try {
        const offset = await next()
        this.events.waiting(false)
        return offset
      } catch (error) {
        if (this.over) return 0
        if (!(error instanceof ApiProblem) || !passing(error)) throw error
        this.events.waiting(true)
        await new Promise((go) => setTimeout(go, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries)))
        next = again
      }
    }
  }

  private async begin(): Promise<number> {
    const response = await this.fetch(DOOR, 'POST', {
      'Upload-Length': String(this.file.size),
      'Upload-Metadata': metadata({ filename: this.file.name, id: this.id }),
    })
    return Number(response.headers.get('Upload-Offset') ?? 0)
  }

  private async ask(): Promise<number> {
    const response = await this.fetch(`${DOOR}/${this.id}`, 'HEAD', {})
    return Number(response.headers.get('Upload-Offset') ?? 0)
  }

  private async fetch(path: string, method: string, headers: Record<string, string>): Promise<Response> {
    let response: Response
    try {
      response = await fetch(path, {
        method,
        credentials: 'same-origin',
        headers: { ...VERSION, ...csrfHeader(), ...headers },
      })
    } catch {
      throw new ApiProblem(0, { code: OFFLINE })
    }
    if (!response.ok) throw await problemFrom(response)
    return response
  }

  /** One part by XMLHttpRequest: the only way to see how much has left. */
  private part(offset: number): Promise<number> {
    const body = this.file.slice(offset, offset + PART)
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      this.running = request
      request.open('PATCH', `${DOOR}/${this.id}`)
      const headers = {
        ...VERSION,
        ...csrfHeader(),
        'Content-Type': 'application/offset+octet-stream',
        'Upload-Offset': String(offset),
      }
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
      request.upload.onprogress = (event) => this.events.progress(offset + event.loaded)
      request.onerror = request.onabort = () => reject(new ApiProblem(0, { code: OFFLINE }))
      request.onload = () => {
        if (request.status === 204) resolve(Number(request.getResponseHeader('Upload-Offset')))
        else reject(new ApiProblem(request.status, parsed(request.responseText)))
      }
      request.send(body)
    })
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** Worth another try: nobody answered, the server is busy, or the two sides disagree on the offset. */
function passing(problem: ApiProblem): boolean {
  return [0, 401, 409, 423, 429, 502, 503, 504].includes(problem.status) && problem.code !== 'file-taken'
}

/** The only way to the server: session cookie, CSRF header, idempotency keys, ETags, patience. */
import { ApiProblem, OFFLINE, problemFrom, TIMED_OUT } from './problem'
import { uuid7 } from './uuid7'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[]

export interface CallOptions {
  query?: Record<string, QueryValue>
  body?: unknown
  /** The ETag the change is based on. */
  ifMatch?: string | null
  /** Idempotency key; give your own when the user may press again after a failure. */
  key?: string
  signal?: AbortSignal
  timeoutMs?: number
  /** Goes out even while the page is being left; small bodies alone. */
  keepalive?: boolean
}

export interface Answer<T> {
  data: T
  status: number
  etag: string | null
  headers: Headers
}

/** A request that hangs longer is worse than one refused: the operator must know. */
const TIMEOUT_MS = 10_000
/** Tries in all; a restart of the database takes about 3 s, so three waits of 1 s carry a write over it. */
const MAX_TRIES = 4
/** A server that asks for a longer pause gets the refusal shown to the person instead. */
const MAX_WAIT_S = 5

let csrf: string | null = null
let signedOut: () => void = () => undefined
let dated: (date: string, sentAt: number) => void = () => undefined

export function setCsrf(token: string | null): void {
  csrf = token
}

/** For the few requests that are not JSON and are sent by hand (uploads in parts). */
export function csrfHeader(): Record<string, string> {
  return csrf ? { 'X-CSRF-Token': csrf } : {}
}

/** Called when any request finds the session gone. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler
}

/** Called with the `Date` header of every answer: the first word of the server's clock. */
export function onServerDate(handler: (date: string, sentAt: number) => void): void {
  dated = handler
}

export function url(path: string, query: CallOptions['query'] = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    params.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = params.toString()
  return text ? `${path}?${text}` : path
}

function requestHeaders(method: Method, options: CallOptions, key: string): Headers {
  const headers = new Headers({ accept: 'application/json' })
  if (method !== 'GET') {
    headers.set('idempotency-key', key)
    if (csrf) headers.set('x-csrf-token', csrf)
  }
  if (options.ifMatch) headers.set('if-match', options.ifMatch)
  if (options.body !== undefined && !isRaw(options.body)) headers.set('content-type', 'application/json')
  return headers
}

function isRaw(body: unknown): body is BodyInit {
  return body instanceof FormData || body instanceof Blob || body instanceof ArrayBuffer
}

/** The network may break within an answer too: until its last byte is read it is the same fault. */
async function once<T>(method: Method, path: string, options: CallOptions, key: string): Promise<Answer<T>> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  const body = options.body
  const sentAt = Date.now()
  try {
    const response = await fetch(url(path, options.query), {
      method,
      credentials: 'same-origin',
      headers: requestHeaders(method, options, key),
      body: body === undefined ? null : isRaw(body) ? body : JSON.stringify(body),
      signal,
      keepalive: options.keepalive ?? false,
    })
    const date = response.headers.get('date')
    if (date) dated(date, sentAt)
    if (!response.ok) throw await problemFrom(response)
    return await answer<T>(response)
  } catch (error) {
    if (options.signal?.aborted || error instanceof ApiProblem || error instanceof SyntaxError) throw error
    throw new ApiProblem(0, { code: timeout.aborted ? TIMED_OUT : OFFLINE })
  }
}

/** Seconds to wait before the same request is sent again, or null when it must not be. */
export function retryDelay(problem: ApiProblem, tries: number): number | null {
  if (tries >= MAX_TRIES) return null
  if (problem.status === 503 && problem.retryAfter !== null) {
    return problem.retryAfter <= MAX_WAIT_S ? Math.max(problem.retryAfter, 0.2) : null
  }
  return problem.code === OFFLINE && tries < 2 ? 0.5 : null
}

async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<Answer<T>> {
  const key = options.key ?? uuid7()
  for (let tries = 1; ; tries++) {
    try {
      return await once<T>(method, path, options, key)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (error.status === 401 && error.code === 'not-signed-in') signedOut()
      const delay = retryDelay(error, tries)
      if (delay === null) throw error
      await new Promise((resolve) => setTimeout(resolve, delay * 1000))
    }
  }
}

async function answer<T>(response: Response): Promise<Answer<T>> {
  const type = response.headers.get('content-type') ?? ''
  const empty = response.status === 204 || response.headers.get('content-length') === '0'
  const data = empty ? undefined : type.includes('json') ? await response.json() : await response.blob()
  return {
    data: data as T,
    status: response.status,
    etag: response.headers.get('etag'),
    headers: response.headers,
  }
}

const data = async <T>(promise: Promise<Answer<T>>): Promise<T> => (await promise).data

export const api = {
  /** Full answer with status, ETag and headers. */
  call,
  get: <T>(path: string, options?: CallOptions) => data(call<T>('GET', path, options)),
  post: <T>(path: string, body?: unknown, options?: CallOptions) =>
    data(call<T>('POST', path, { ...options, body })),
  put: <T>(path: string, body?: unknown, options?: CallOptions) =>
    data(call<T>('PUT', path, { ...options, body })),
  patch: <T>(path: string, body: unknown, options: CallOptions & { ifMatch: string | null }) =>
    data(call<T>('PATCH', path, { ...options, body })),
  delete: <T>(path: string, options?: CallOptions) => data(call<T>('DELETE', path, options)),
}

/** One page of a list. */
export interface Page<T> {
  items: T[]
  next: string | null
}

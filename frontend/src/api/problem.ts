/** Errors of the server (RFC 9457) as one typed exception. */

export interface FieldError {
  pointer: string
  code: string
  detail: string
}

export interface ProblemBody {
  type?: string
  title?: string
  status?: number
  detail?: string
  code?: string
  trace_id?: string
  errors?: FieldError[]
  retry_after?: number
  [extension: string]: unknown
}

/** Codes the client itself gives when no answer came. */
export const OFFLINE = 'offline'
export const TIMED_OUT = 'timed-out'

export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: FieldError[]
  readonly traceId: string | null
  /** Seconds until another try makes sense; null when the server names none. */
  readonly retryAfter: number | null
  /** The whole document, for extensions such as the two values of a 412. */
  readonly body: ProblemBody

  constructor(status: number, body: ProblemBody, retryAfter: number | null = null) {
    super(body.detail ?? body.title ?? `HTTP ${status}`)
    this.name = 'ApiProblem'
    this.status = status
    this.body = body
    this.code = body.code ?? body.type?.split('/').pop() ?? `http-${status}`
    this.title = body.title ?? ''
    this.detail = body.detail ?? ''
    this.errors = body.errors ?? []
    this.traceId = body.trace_id ?? null
    this.retryAfter = retryAfter ?? body.retry_after ?? null
  }

  /** The message of one field, by the JSON pointer of its place in the request, e.g. `/text`. */
  field(pointer: string): string | null {
    return this.errors.find((error) => error.pointer === pointer)?.detail ?? null
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code)
}

/** Reads the problem document of a failed answer; an answer that carries none still becomes a problem. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const type = response.headers.get('content-type') ?? ''
  const body = type.includes('json') ? await response.json().catch(() => ({})) : {}
  return new ApiProblem(response.status, body as ProblemBody, retryAfterSeconds(response.headers))
}

/** `Retry-After` in seconds, given as a number or as an HTTP date. */
export function retryAfterSeconds(headers: Headers, now: number = Date.now()): number | null {
  const value = headers.get('retry-after')
  if (value === null) return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000)
}

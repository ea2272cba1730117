export {
  api,
  url,
  setCsrf,
  csrfHeader,
  onServerDate,
  onSignedOut,
  type Answer,
  type CallOptions,
  type Page,
} from './http'
export { ApiProblem, isProblem, OFFLINE, problemFrom, TIMED_OUT, type FieldError } from './problem'
export { savedSoon } from './savedSoon'
export { uuid7 } from './uuid7'
export type { Grade, Names, Place, Ref, Schema } from './types'

/** What waits on this phone to be sent. The outbox knows no feature: an item is a POST with its files. */

/** Which queue an item stands in: calls for help pass status reports, those pass reports with photos. */
export const LANE = { help: 0, status: 1, report: 2 } as const
export type Lane = (typeof LANE)[keyof typeof LANE]

export interface QueuedFile {
  /** Made on the phone (UUIDv7): the upload, and later the file, has this id on the server too. */
  id: string
  name: string
  type: string
  bytes: number
  done: boolean
}

export interface Refusal {
  code: string
  detail: string
  at: string
}

/** What a feature hands over. */
export interface Draft {
  /** Word for the list, as an i18n key: `field.kind.report`. */
  kind: string
  lane: Lane
  /** One line for the list. */
  label: string
  path: string
  body: Record<string, unknown>
  files?: { id: string; name: string; content: Blob }[]
  /** A refusal is forgotten instead of shown: a position nobody waits for. */
  expendable?: boolean
  /** Only the newest unsent item of a slot counts. */
  slot?: string
}

export interface Item extends Omit<Draft, 'files'> {
  /** Order in which items were made; given by the database. */
  seq: number
  id: string
  /** Idempotency-Key, fixed when the item is made: the server answers it once however often it arrives. */
  key: string
  /** Whose it is: an account, or a one-time link. Others on this phone never send it. */
  owner: string
  files: QueuedFile[]
  bytes: number
  createdAt: string
  refused: Refusal | null
}

/** What stays on the phone of something that arrived. */
export interface Receipt {
  id: string
  owner: string
  kind: string
  label: string
  files: number
  bytes: number
  createdAt: string
  arrivedAt: string
  /** The server's number, where it gives one. */
  number: string | null
}

/** A person took the item out while it was on its way. */
export class Removed extends Error {}

export class StorageFull extends Error {
  constructor() {
    super('storage full')
    this.name = 'StorageFull'
  }
}

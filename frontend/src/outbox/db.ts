/** The phone's own store (IndexedDB): waiting items, their files, receipts, and a few last known things. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import { StorageFull, type Item, type Receipt } from './types'

interface Stored extends DBSchema {
  items: { key: number; value: Item; indexes: { owner: string } }
  files: { key: string; value: Blob }
  receipts: { key: string; value: Receipt; indexes: { owner: string } }
  kept: { key: string; value: unknown }
}
type Name = 'items' | 'files' | 'receipts' | 'kept'
type Store = IDBPDatabase<Stored>

const NAME = 'wanglou-outbox'
const VERSION = 1
let opening: Promise<Store> | null = null

/** A newer page must be able to change the tables: this one lets go, and opens again when it needs to. */
function open(): Promise<Store> {
  opening ??= openDB<Stored>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('items', { keyPath: 'seq', autoIncrement: true }).createIndex('owner', 'owner')
      db.createObjectStore('files')
      db.createObjectStore('receipts', { keyPath: 'id' }).createIndex('owner', 'owner')
      db.createObjectStore('kept')
    },
    blocking: () => void close(),
    terminated: () => (opening = null),
  })
  opening.catch(() => (opening = null))
  return opening
}

async function close(): Promise<void> {
  const db = opening
  opening = null
  ;(await db)?.close()
}

/** Runs one transaction that is on the disk when it resolves: a battery may die the second after. */
export async function write<const Names extends Name[]>(
  names: Names,
  work: (tx: IDBPTransaction<Stored, Names, 'readwrite'>) => Promise<void>,
): Promise<void> {
  const db = await open()
  const tx = db.transaction(names, 'readwrite', { durability: 'strict' })
  try {
    await work(tx)
    await tx.done
  } catch (error) {
    tx.done.catch(() => undefined)
    try {
      tx.abort()
    } catch {
      // It has ended by itself.
    }
    throw full(error) || full(tx.error) ? new StorageFull() : error
  }
}

function full(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}

export async function itemsOf(owner: string): Promise<Item[]> {
  return (await open()).getAllFromIndex('items', 'owner', owner)
}

/** How many items of others wait on this phone. */
export async function foreignItems(owner: string): Promise<number> {
  const db = await open()
  return (await db.count('items')) - (await db.countFromIndex('items', 'owner', owner))
}

export async function item(seq: number): Promise<Item | undefined> {
  return (await open()).get('items', seq)
}

export async function fileContent(id: string): Promise<Blob | undefined> {
  return (await open()).get('files', id)
}

export async function receiptsOf(owner: string): Promise<Receipt[]> {
  return (await open()).getAllFromIndex('receipts', 'owner', owner)
}

/** Something last known, shown while the server is away. */
export async function kept<T>(key: string): Promise<T | undefined> {
  return (await open()).get('kept', key) as Promise<T | undefined>
}

export async function keep(key: string, value: unknown): Promise<void> {
  await (await open()).put('kept', value, key)
}

export async function forget(key: string): Promise<void> {
  await (await open()).delete('kept', key)
}

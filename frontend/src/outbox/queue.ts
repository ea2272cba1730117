/** Puts items into the store and takes them out; tells every tab of this phone. */
import { uuid7 } from '@/api'
import { forget, item as stored, write } from './db'
import { secondTry, withNewFile } from './rules'
import { Removed, StorageFull, type Draft, type Item, type Receipt, type Refusal } from './types'

/** More than a crew makes in a week without a network; beyond it something loops. */
export const MOST_ITEMS = 2_000
/** Receipts are for looking back over a shift or two. */
const MOST_RECEIPTS = 200

const channel = new BroadcastChannel('wanglou-outbox')
const listeners = new Set<() => void>()
channel.onmessage = () => listeners.forEach((listener) => listener())

/** Called when the store changed, in this tab or another. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function changed(): void {
  listeners.forEach((listener) => listener())
  channel.postMessage('changed')
}

/** Asked for with the first item: a phone short of room must not throw away what waits. */
export async function persist(): Promise<void> {
  if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.()
}

/** Stores an item with its files, or nothing. Throws `StorageFull`. */
export async function add(owner: string, draft: Draft, at: string, id = uuid7()): Promise<string> {
  const files = draft.files ?? []
  const queued = files.map((file) => ({
    id: file.id,
    name: file.name,
    type: file.content.type,
    bytes: file.content.size,
    done: false,
  }))
  const body = JSON.stringify(draft.body).length
  const fresh: Omit<Item, 'seq'> = {
    ...draft,
    id,
    key: uuid7(),
    owner,
    files: queued,
    bytes: queued.reduce((sum, file) => sum + file.bytes, body),
    createdAt: at,
    refused: null,
  }
  await write(['items', 'files'], async (tx) => {
    if (draft.slot) await dropSlot(tx.objectStore('items'), owner, draft.slot)
    for (const file of files) await tx.objectStore('files').put(file.content, file.id)
    await tx.objectStore('items').add(fresh as Item)
  })
  changed()
  return id
}

interface ItemStore {
  index: (name: 'owner') => { getAll: (owner: string) => Promise<Item[]> }
  delete: (seq: number) => Promise<void>
}

async function dropSlot(items: ItemStore, owner: string, slot: string): Promise<void> {
  for (const old of await items.index('owner').getAll(owner)) {
    if (old.slot === slot) await items.delete(old.seq)
  }
}

/** It arrived: away with it, and a receipt in its place. */
export async function arrived(item: Item, arrivedAt: string, number: string | null): Promise<void> {
  const { id, owner, kind, label, files, bytes, createdAt } = item
  const receipt: Receipt = {
    id,
    owner,
    kind,
    label,
    files: files.length,
    bytes,
    createdAt,
    arrivedAt,
    number,
  }
  await remove(item)
  if (item.expendable) return
  try {
    await write(['receipts'], async (tx) => {
      await tx.objectStore('receipts').put(receipt)
      const ids = await tx.objectStore('receipts').getAllKeys()
      for (const old of ids.slice(0, -MOST_RECEIPTS)) await tx.objectStore('receipts').delete(old)
    })
  } catch (error) {
    if (!(error instanceof StorageFull)) throw error
  }
  changed()
}

export async function fileArrived(item: Item, id: string): Promise<Item> {
  return replace({
    ...item,
    files: item.files.map((file) => (file.id === id ? { ...file, done: true } : file)),
  })
}

export async function refused(item: Item, refusal: Refusal): Promise<void> {
  if (item.expendable) return remove(item)
  await replace({ ...item, refused: refusal })
}

/** Puts a file under a new id, with its content. */
export async function renewFile(item: Item, old: string): Promise<Item> {
  const fresh = withNewFile(item, old)
  const at = item.files.findIndex((file) => file.id === old)
  await write(['items', 'files'], async (tx) => {
    if (!(await tx.objectStore('items').get(item.seq))) throw new Removed()
    const content = await tx.objectStore('files').get(old)
    if (content) await tx.objectStore('files').put(content, fresh.files[at]!.id)
    await tx.objectStore('files').delete(old)
    await tx.objectStore('items').put(fresh)
  })
  return fresh
}

/** A person sends a refused item once more. */
export async function tryAgain(seq: number): Promise<void> {
  const found = await stored(seq)
  if (found) await replace(secondTry(found))
}

export async function remove(item: Pick<Item, 'seq' | 'files'>): Promise<void> {
  await write(['items', 'files'], async (tx) => {
    await tx.objectStore('items').delete(item.seq)
    for (const file of item.files) await tx.objectStore('files').delete(file.id)
  })
  changed()
}

/** Receipts and last known things of an owner who signs out of this phone; what waits stays his. */
export async function forgetOwner(owner: string, keys: readonly string[]): Promise<void> {
  await write(['receipts'], async (tx) => {
    for (const id of await tx.objectStore('receipts').index('owner').getAllKeys(owner)) {
      await tx.objectStore('receipts').delete(id)
    }
  })
  for (const key of keys) await forget(key)
  changed()
}

async function replace(item: Item): Promise<Item> {
  await write(['items'], async (tx) => {
    if (!(await tx.objectStore('items').get(item.seq))) throw new Removed()
    await tx.objectStore('items').put(item)
  })
  changed()
  return item
}

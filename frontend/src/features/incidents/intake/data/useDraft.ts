/** The draft in the form and those laid aside; every change is on the shelf before the next key is pressed. */
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { serverNow } from '@/live'
import type { FileCard } from '../../shared/types'
import { blankDraft, isUntouched, type Draft } from '../model/draft'
import type { Shelf } from '../model/shelf'

/** Which draft this window had open: a reload comes back to it. */
const OPEN_HERE = 'wanglou.draft.open'

export function useDraft(shelf: Shelf, noRoom: () => void) {
  const draft = ref<Draft>(blankDraft(serverNow()))
  const held = shallowRef<Draft[]>([])
  let release: (() => void) | null = null

  function refreshHeld(): void {
    held.value = shelf.drafts(serverNow()).filter((one) => one.id !== draft.value.id)
  }

  function keep(): void {
    const now = draft.value
    if (isUntouched(now)) return shelf.removeDraft(now.id)
    now.changedAt = serverNow()
    if (!shelf.putDraft(now)) noRoom()
  }

  /** Two windows do not restore the same draft: the one that shows it holds a lock of the browser. */
  function claim(id: string): void {
    release?.()
    release = null
    sessionStorage.setItem(OPEN_HERE, id)
    void navigator.locks?.request(`wanglou.draft.${id}`, { ifAvailable: true }, (lock) =>
      lock ? new Promise<void>((done) => (release = done)) : undefined,
    )
  }

  async function openElsewhere(): Promise<Set<string>> {
    const state = await navigator.locks?.query()
    return new Set((state?.held ?? []).map((lock) => lock.name?.replace('wanglou.draft.', '') ?? ''))
  }

  function show(next: Draft): void {
    draft.value = next
    next.heldAt = null
    claim(next.id)
    keep()
    refreshHeld()
  }

  /** Lays the present draft aside, unless nothing is in it, and begins a new one. */
  function hold(): boolean {
    const touched = !isUntouched(draft.value)
    if (touched) {
      draft.value.heldAt = serverNow()
      keep()
    }
    show(blankDraft(serverNow()))
    return touched
  }

  function resume(id: string): void {
    const wanted = held.value.find((one) => one.id === id)
    if (!wanted) return
    hold()
    show(wanted)
  }

  /** Throws a draft away. */
  function drop(id: string): void {
    shelf.removeDraft(id)
    if (draft.value.id === id) show(blankDraft(serverNow()))
    else refreshHeld()
  }

  /** A file that has arrived belongs to the draft it was sent for, open or laid aside. */
  function addFile(id: string, file: FileCard): void {
    const target = draft.value.id === id ? draft.value : held.value.find((one) => one.id === id)
    if (!target) return
    target.files.push(file)
    shelf.putDraft(target)
  }

  async function restore(): Promise<void> {
    const all = shelf.drafts(serverNow())
    const here = sessionStorage.getItem(OPEN_HERE)
    const mine = all.find((one) => one.id === here && one.heldAt === null)
    if (mine) return show(mine)
    claim(draft.value.id)
    refreshHeld()
    const elsewhere = await openElsewhere()
    const left = all.find((one) => one.heldAt === null && !elsewhere.has(one.id))
    if (left && isUntouched(draft.value)) show(left)
  }

  watch(() => draft.value, keep, { deep: true })
  const others = (event: StorageEvent) => event.key?.startsWith('wanglou.draft.') && refreshHeld()
  window.addEventListener('storage', others)
  onScopeDispose(() => {
    window.removeEventListener('storage', others)
    release?.()
  })
  void restore()

  return { draft, held, show, hold, resume, drop, addFile, refreshHeld }
}

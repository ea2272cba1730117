/** The keyboard: one registry, so that every key can be listed, shown beside its action, and changed. */
import { computed, onScopeDispose, reactive, shallowReactive, toValue, type MaybeRefOrGetter } from 'vue'
import { comboOf, isBrowserKey, typesText } from './keyNames'

export interface KeyAction {
  /** Stable name, e.g. `board.dispatch`; a changed key is remembered under it. */
  id: string
  /** The combination without a change, e.g. `D`, `Alt+N`, `Ctrl+Enter`. */
  combo: string
  /** i18n key of what it does. */
  label: string
  group?: 'general' | 'page' | 'map'
  enabled?: MaybeRefOrGetter<boolean>
  /** Before all others while it is enabled: for what has the pointer or the focus in its hand. */
  first?: boolean
  run: () => void
}

const STORE = 'wanglou.keys'
const actions = shallowReactive<KeyAction[]>([])
const changed = reactive<Record<string, string>>(read())
let capture: ((combo: string | null) => void) | null = null

function read(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}

export function comboFor(id: string, fallback = ''): string {
  return changed[id] ?? actions.find((action) => action.id === id)?.combo ?? fallback
}

function hasFieldFocus(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  )
}

/** Keys that move or press the control with the focus belong to it, not to the page. */
function belongsToControl(combo: string, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target === document.body) return false
  return (
    (combo === 'Enter' || combo === 'Space') &&
    target.matches('button, a, summary, [role="button"], [role="tab"]')
  )
}

function onKeydown(event: KeyboardEvent): void {
  // While an input method composes Chinese text, keys belong to it.
  if (event.isComposing || event.keyCode === 229) return
  const combo = comboOf(event)
  if (combo === null) return
  if (capture) {
    event.preventDefault()
    event.stopPropagation()
    capture(combo === 'Escape' ? null : combo)
    return
  }
  if (event.defaultPrevented || (typesText(combo) && hasFieldFocus(event.target))) return
  if (belongsToControl(combo, event.target)) return
  if (event.repeat && !combo.includes('Arrow')) return
  // Under an open dialog the page is out of reach, for keys as for the pointer.
  const covered = document.querySelector('dialog:modal') !== null
  // The latest registration wins.
  const latest = [...actions].reverse()
  for (const action of [...latest.filter(({ first }) => first), ...latest]) {
    if (covered && (action.group !== 'general' || typesText(combo))) continue
    if (comboFor(action.id, action.combo) !== combo || toValue(action.enabled) === false) continue
    event.preventDefault()
    action.run()
    return
  }
}

if (typeof window !== 'undefined') window.addEventListener('keydown', onKeydown)

/** Registers actions for the life of the component. */
export function useKeys(list: KeyAction[]): void {
  for (const action of list) {
    if (import.meta.env.DEV && isBrowserKey(action.combo)) throw new Error(`${action.combo} is a browser key`)
    actions.push(action)
  }
  onScopeDispose(() => {
    for (const action of list) actions.splice(actions.indexOf(action), 1)
  })
}

/** All registered actions with their present keys, and the means to change them. */
export function useKeyRegistry() {
  return {
    actions: computed(() =>
      actions.map((action) => ({
        ...action,
        present: comboFor(action.id, action.combo),
        own: action.id in changed,
      })),
    ),
    /** Waits for the next combination; null when the person pressed Escape. */
    capture: () =>
      new Promise<string | null>((resolve) => {
        capture = (combo) => {
          capture = null
          resolve(combo)
        }
      }),
    /** Gives an action another key; answers why not. */
    change(
      id: string,
      combo: string,
    ): { ok: true } | { ok: false; reason: 'unsafe' } | { ok: false; reason: 'taken'; label: string } {
      if (isBrowserKey(combo)) return { ok: false, reason: 'unsafe' }
      const other = actions.find((action) => action.id !== id && comboFor(action.id, action.combo) === combo)
      if (other) return { ok: false, reason: 'taken', label: other.label }
      changed[id] = combo
      localStorage.setItem(STORE, JSON.stringify(changed))
      return { ok: true }
    },
    reset() {
      for (const id of Object.keys(changed)) delete changed[id]
      localStorage.removeItem(STORE)
    },
  }
}

/** Names of key combinations. Pure. Written as `Ctrl+Alt+Shift+Key`, e.g. `Alt+N`, `/`, `F2`, `Escape`. */

/** Keys that browsers keep for themselves or that people expect from them. */
const BROWSER = new Set([
  'F5',
  'F6',
  'F11',
  'F12',
  'Ctrl+L',
  'Ctrl+T',
  'Ctrl+W',
  'Ctrl+N',
  'Ctrl+R',
  'Ctrl+Shift+R',
  'Ctrl+F',
  'Ctrl+P',
  'Ctrl+C',
  'Ctrl+V',
  'Ctrl+X',
  'Ctrl+A',
  'Ctrl+Z',
  'Alt+ArrowLeft',
  'Alt+ArrowRight',
  'Alt+F4',
  'Tab',
  'Shift+Tab',
  ...Array.from({ length: 9 }, (_, i) => `Ctrl+${i + 1}`),
])

const MODIFIERS = new Set(['Control', 'Alt', 'Shift', 'Meta', 'AltGraph'])

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>

/** The name of a pressed combination; null while only modifiers are down. */
export function comboOf(event: KeyPress): string | null {
  if (MODIFIERS.has(event.key) || event.metaKey) return null
  let key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  // Alt on some systems turns letters into signs; the place of the key says what was meant.
  if (event.altKey && /^Key[A-Z]$|^Digit\d$/.test(event.code)) key = event.code.slice(-1)
  if (key === ' ') key = 'Space'
  const sign = key.length === 1 && !/[A-Z0-9]/.test(key)
  const parts = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && !sign && 'Shift', key]
  return parts.filter(Boolean).join('+')
}

export function isBrowserKey(combo: string): boolean {
  return BROWSER.has(combo)
}

/** A combination that would type text (or move inside it) when a field has focus. */
export function typesText(combo: string): boolean {
  if (combo.startsWith('Ctrl+') || combo.startsWith('Alt+')) return false
  return !/^(Shift\+)?(F\d{1,2}|Escape)$/.test(combo)
}

const CAPS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
  Enter: 'Enter',
}

/** What stands on the key caps: `['Ctrl', 'Enter']`. A plus sign alone is a key. */
export function caps(combo: string): string[] {
  if (combo === '+') return ['+']
  return combo
    .replace(/\+\+$/, '+plus')
    .split('+')
    .map((part) => CAPS[part] ?? (part === 'plus' ? '+' : part))
}

/** Reading `/s 金平消01 到场`: a call sign may hold spaces, the status stands last. Pure. */
import type { UnitStatus } from './types'

export interface NamedStatus {
  code: string
  zh: string
  en: string
  short?: string
}

export function splitStatus(
  args: string,
  statuses: readonly NamedStatus[],
): { unit: string; status: UnitStatus | null } {
  const text = args.trim()
  for (const { code, zh, en, short } of statuses) {
    for (const word of [zh, en, code, code.replaceAll('_', ' '), short]) {
      const found = word && endsWithWord(text, word)
      if (found) return { unit: found.before, status: code as UnitStatus }
    }
  }
  return { unit: text, status: null }
}

/** What stands before the word, when the text ends with it as a word of its own. */
function endsWithWord(text: string, word: string): { before: string } | null {
  const tail = ` ${word.toLowerCase()}`
  if (!text.toLowerCase().endsWith(tail)) return null
  return { before: text.slice(0, text.length - tail.length).trim() }
}

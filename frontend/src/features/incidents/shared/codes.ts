/** The code lists of the server, fetched once: kinds, grades, channels, reasons, clocks. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, type Schema } from '@/api'

/** A row of a list; `short` is one character, for the narrowest places. */
export type Code = Schema<'Code'>
export type KindCode = Schema<'EventKind'>
/** One row of the clock table: what has to happen within which time. */
export type ClockRule = Schema<'ClockRule'>
type CodeLists = Schema<'Codes'>

export const useCodes = defineStore('incidents-codes', () => {
  const lists = shallowRef<CodeLists | null>(null)
  let asked: Promise<void> | null = null

  /** A failure is forgotten, so that the next caller asks again; until then codes stand for themselves. */
  function ready(): Promise<void> {
    asked ??= api
      .get<CodeLists>('/api/codes')
      .then((answer) => void (lists.value = answer))
      .catch(() => void (asked = null))
    return asked
  }

  const kindByCode = computed(() => new Map((lists.value?.kinds ?? []).map((kind) => [kind.code, kind])))

  return {
    lists,
    ready,
    kind: (code: string | null | undefined) => (code ? (kindByCode.value.get(code) ?? null) : null),
    /** A row of one list, or the code itself as its name while the list is not there. */
    find(list: keyof Omit<CodeLists, 'clocks' | 'version'>, code: string | null | undefined): Code | null {
      if (!code) return null
      const found = lists.value?.[list]?.find((row) => row.code === code)
      return found ?? { code, zh: code, en: code }
    },
    /** Kinds from the class down to this one: 自然灾害 › 水旱灾害. */
    path(code: string | null | undefined): KindCode[] {
      const steps: KindCode[] = []
      let kind = code ? kindByCode.value.get(code) : undefined
      while (kind && steps.length < 5) {
        steps.unshift(kind)
        kind = kind.parent ? kindByCode.value.get(kind.parent) : undefined
      }
      return steps
    },
  }
})

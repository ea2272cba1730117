/** The code lists of the server, fetched once: kinds, grades, channels, reasons, clocks. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, type Grade, type Names } from '@/api'

export interface Code extends Names {
  code: string
  icon?: string
  /** One character, for the narrowest places. */
  short?: string
  short_zh?: string
  short_en?: string
  key?: string | null
}

export interface KindCode extends Code {
  parent: string | null
  graded: boolean
}

/** One row of the clock table: what has to happen within which time. */
export interface ClockRule extends Names {
  code: string
  classes: number[]
  grades: (Grade | null)[]
  starts: string
  done: string
  duration_s?: number
  daily_at?: string[]
}

interface CodeLists {
  kinds: KindCode[]
  clocks: ClockRule[]
  grades: Code[]
  event_classes: Code[]
  report_channels: Code[]
  report_states: Code[]
  reject_reasons: Code[]
  incident_states: Code[]
  scope_labels: Code[]
  unit_statuses: Code[]
  capabilities: Code[]
  resource_kinds: Code[]
  resource_statuses: Code[]
  place_sources: Code[]
  gazetteer_kinds: Code[]
  organisation_kinds: Code[]
}

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
    find(list: keyof Omit<CodeLists, 'clocks'>, code: string | null | undefined): Code | null {
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

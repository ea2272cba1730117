/** The code lists of the server, fetched once: names, icons and keys of kinds, statuses and reasons. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { api, type Names } from '@/api'

export interface Code extends Names {
  code: string
  icon?: string
  short?: string
  short_zh?: string
  short_en?: string
  key?: string | null
}

export interface KindCode extends Code {
  parent: string | null
  graded: boolean
}

interface CodeLists {
  kinds: KindCode[]
  grades: Code[]
  report_channels: Code[]
  reject_reasons: Code[]
  incident_states: Code[]
  unit_statuses: Code[]
  resource_kinds: Code[]
  capabilities?: Code[]
}

type ListName = keyof CodeLists

export const useCodes = defineStore('command-codes', () => {
  const lists = shallowRef<CodeLists | null>(null)
  let asked: Promise<CodeLists | null> | null = null

  /** A failure is forgotten, so that the next caller asks again; until then codes stand for themselves. */
  function ready(): Promise<CodeLists | null> {
    asked ??= api
      .get<CodeLists>('/api/codes')
      .then((answer) => (lists.value = answer))
      .catch(() => (asked = null))
    return asked
  }

  function find(list: ListName, code: string | null | undefined): Code | undefined {
    return code ? lists.value?.[list]?.find((one) => one.code === code) : undefined
  }

  return { lists, ready, find }
})

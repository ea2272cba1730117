/** What a feature folder gives to the application. */
import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { Messages } from '@/i18n'

export interface NavEntry {
  to: string
  /** i18n key. */
  label: string
  /** Position among the tabs, in steps of 10. */
  order: number
  /** Shown to whoever holds one of these. */
  permissions?: readonly string[]
}

export interface Suggestion {
  label: string
  hint?: string
  run: () => void | Promise<void>
}

/** One word of the command bar, e.g. `/go 440507`. */
export interface Command {
  name: `/${string}`
  /** i18n key: what it does. */
  label: string
  /** How it is written, e.g. `/s 金平01 到场`. */
  example?: string
  permissions?: readonly string[]
  /** Does it; throws ApiProblem or Error with a message for the person. */
  run: (args: string) => void | Promise<void>
  suggest?: (args: string) => Promise<Suggestion[]>
}

export interface Feature {
  /** Folder name, and the root of its messages. */
  name: string
  routes: RouteRecordRaw[]
  messages: { 'zh-CN': Messages; en: Messages }
  nav?: NavEntry[]
  commands?: Command[]
  /** Finds things for text without a slash: numbers, places, names. */
  search?: (text: string) => Promise<Suggestion[]>
  /** Shown under the top bar on every desk page: the alarm strip, a ringing call. */
  strips?: { component: Component; permissions?: readonly string[] }[]
  /** Shown on the page of an incident, above its clocks; gets the incident, tells `changed`. */
  incidentParts?: { component: Component; permissions?: readonly string[] }[]
}

declare module 'vue-router' {
  interface RouteMeta {
    /** i18n key of the page's title. */
    title?: string
    /** `desk`: under the top bar (default). `bare`: the page has the whole window (wall, field, sign-in). */
    frame?: 'desk' | 'bare'
    /** Open without a session. */
    public?: boolean
    /** One of these is needed. */
    permissions?: readonly string[]
  }
}

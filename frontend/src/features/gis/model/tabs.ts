/** The parts of a chosen layer. Pure. */
export const TABS = ['about', 'features', 'style', 'settings'] as const
export type Tab = (typeof TABS)[number]

export const isTab = (text: string | null): text is Tab => (TABS as readonly (string | null)[]).includes(text)

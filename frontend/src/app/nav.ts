import { useSession } from '@/features/session'
import type { Command, NavEntry } from './feature'
import { features } from './features'

/** The tabs this person sees, in order. */
export function allowedNav(): NavEntry[] {
  const session = useSession()
  return features
    .flatMap((feature) => feature.nav ?? [])
    .filter((entry) => session.mayAny(entry.permissions))
    .sort((one, other) => one.order - other.order)
}

export function allowedCommands(): Command[] {
  const session = useSession()
  return features
    .flatMap((feature) => feature.commands ?? [])
    .filter((command) => session.mayAny(command.permissions))
}

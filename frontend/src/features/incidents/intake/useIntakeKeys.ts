/** Every action of the intake desk by key. Letters only with Alt: the cursor is in the narrative most of the time. */
import { useKeys } from '@/ui'
import type { RejectReason } from '../shared/types'
import type { Intake } from './data/useIntake'

export interface Parts {
  focus: (part: string) => void
  list: { step: (by: number) => void; focus: () => void } | null
  pick: () => void
  attach: () => void
  usePosition: () => void
}

const FIELDS = [
  ['narrative', 'Alt+N'],
  ['kind', 'Alt+T'],
  ['grade', 'Alt+G'],
  ['place', 'Alt+P'],
  ['title', 'Alt+B'],
  ['caller', 'Alt+C'],
  ['figures', 'Alt+E'],
  ['duplicates', 'Alt+D'],
] as const

/** Keys of look/intake: the same for every desk, F-keys for what two thirds of all calls are. */
const REASONS: readonly [RejectReason, string][] = [
  ['false', 'F8'],
  ['nuisance', 'F9'],
  ['enquiry', 'F10'],
  ['other', 'F4'],
]

/** A dialog has the keyboard to itself. */
const free = () => document.querySelector('dialog[open]') === null

export function useIntakeKeys(intake: Intake, parts: () => Parts): void {
  const action = (id: string, combo: string, run: () => void, label = id) => ({
    id: `intake.${id}`,
    combo,
    label: `incidents.keys.${label}`,
    enabled: free,
    run,
  })
  const { may } = intake
  const link = (index: number) => {
    const known = intake.candidates.value.filter((one) => one.target !== 'other')
    const candidate = known[index]
    if (candidate && may.value.link && candidate.state !== 'closed') intake.linkTo(candidate)
  }
  useKeys([
    ...FIELDS.map(([part, combo]) => action(part, combo, () => parts().focus(part))),
    action('pick', 'Alt+K', () => parts().pick()),
    action('attach', 'Alt+A', () => parts().attach()),
    action('list', 'Alt+J', () => parts().list?.focus()),
    action('earlier', 'Alt+ArrowDown', () => parts().list?.step(1)),
    action('later', 'Alt+ArrowUp', () => parts().list?.step(-1)),
    action(
      'callerLink',
      'Alt+R',
      () => void (intake.link.link.value ? intake.link.copy() : intake.link.make()),
    ),
    action('usePosition', 'Alt+L', () => parts().usePosition()),
    ...[1, 2, 3, 4].map((n) => action(`link${n}`, `Alt+${n}`, () => link(n - 1))),
    action('apart', 'Alt+0', () => intake.setApart()),
    action('save', 'Ctrl+Enter', () => may.value.incident && intake.openIncident()),
    action('keep', 'Ctrl+S', () => may.value.keep && intake.decide({ kind: 'keep' })),
    action('hold', 'Escape', () => intake.hold()),
    ...REASONS.map(([reason, combo]) => action(`reject.${reason}`, combo, () => intake.reject(reason))),
  ])
}

/** Asks before something that cannot be undone: `if (await confirm({ title })) …`. */
import { shallowRef } from 'vue'

export interface Question {
  title: string
  text?: string
  /** What the button does, as a verb: 「合并」, not 「确定」. */
  action?: string
  danger?: boolean
  /** A reason must be written; the answer then carries it. */
  reason?: string
}

export interface Answered {
  confirmed: boolean
  reason: string
}

export const asked = shallowRef<(Question & { settle: (answer: Answered) => void }) | null>(null)

export function useConfirm() {
  const ask = (question: Question) =>
    new Promise<Answered>((resolve) => {
      asked.value?.settle({ confirmed: false, reason: '' })
      asked.value = {
        ...question,
        settle: (answer) => {
          asked.value = null
          resolve(answer)
        },
      }
    })
  return {
    confirm: async (question: Omit<Question, 'reason'>) => (await ask(question)).confirmed,
    /** As confirm, with a written reason; null when called off. */
    confirmWithReason: async (question: Question & { reason: string }) => {
      const answer = await ask(question)
      return answer.confirmed ? answer.reason : null
    },
  }
}

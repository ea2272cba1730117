/** The moment a part of a page speaks of: now, or in a replay the second that is shown. */
import { hasInjectionContext, inject, provide, type InjectionKey, type Ref } from 'vue'
import { useServerTime } from './serverTime'

const MOMENT: InjectionKey<Readonly<Ref<number>>> = Symbol('moment')

/** Ages and clocks below this component are told as of `at`, in milliseconds. */
export function provideMoment(at: Readonly<Ref<number>>): void {
  provide(MOMENT, at)
}

/** Milliseconds; what every age, duration and due clock is reckoned from. */
export function useMoment(): Readonly<Ref<number>> {
  const given = hasInjectionContext() ? inject(MOMENT, null) : null
  return given ?? useServerTime().now
}

/** What the parts of the field page share. */
import { inject, provide, type InjectionKey } from 'vue'
import type { Outbox, useFix } from '@/outbox'
import type { Phone } from '@/features/video/phone'
import type { Actions } from './actions'
import type { Crew } from './crew'
import type { Drafting } from './draft'
import type { Mission } from './mission'
import type { Orders } from './orders'

export interface Field {
  crew: Crew
  mission: Mission
  outbox: Outbox
  position: ReturnType<typeof useFix>
  actions: Actions
  orders: Orders
  drafting: Drafting
  phone: Phone
}

const KEY: InjectionKey<Field> = Symbol('field')

export function provideField(field: Field): Field {
  provide(KEY, field)
  return field
}

export function useField(): Field {
  return inject(KEY)!
}

/** How many pictures this machine decodes at once: more and all of them stutter. */
import { ref } from 'vue'

/** A desk shows a wall: nine on two cores, sixteen on more. A phone has one small decoder. */
const ON_DESK = (navigator.hardwareConcurrency || 2) > 2 ? 16 : 9
const ON_PHONE = 4
export const MOST_DECODERS = matchMedia('(pointer: coarse)').matches ? ON_PHONE : ON_DESK

export interface Place {
  give: () => void
}

const taken = ref(0)

/** Takes a place, or none when all are taken. */
export function takePlace(): Place | null {
  if (taken.value >= MOST_DECODERS) return null
  taken.value++
  let held = true
  return {
    give() {
      if (held) taken.value--
      held = false
    },
  }
}

/** What stands where at the moment of the clock: as in the meeting, or as the person chose. */
import { computed, ref, shallowRef, watchEffect, type Ref } from 'vue'
import { MOST_DECODERS } from '../../watch/data/decoders'
import { layoutAt, LAYOUTS, mainAt, type Layout } from '../model/chapters'
import { allRun } from '../model/drift'
import { stageOf, type Stage } from '../model/stage'
import type { Line } from '../model/timeline'
import type { Chapter } from '../types'

interface Given {
  at: Readonly<Ref<number>>
  speed: Readonly<Ref<number>>
  lines: Readonly<Ref<readonly Line[]>>
  chapters: Readonly<Ref<readonly Chapter[]>>
}

export function useStage({ at, speed, lines, chapters }: Given) {
  /** Null: as in the meeting. */
  const layout = ref<Layout | null>(null)
  const main = ref<string | null>(null)
  const stage = shallowRef<Stage>({ main: null, tiles: [] })
  const present = computed(() => layout.value ?? layoutAt(chapters.value, at.value))

  /** The clock goes on many times a second; the stage changes when somebody comes or goes. */
  let shown = ''
  watchEffect(() => {
    const wanted = main.value ?? mainAt(chapters.value, at.value)
    const next = stageOf(lines.value, { at: at.value, layout: present.value, main: wanted })
    const same = [next.main, ...next.tiles].map((line) => `${line?.track.id}${line?.pieces.length}`).join()
    if (same === shown) return
    shown = same
    stage.value = next
  })

  const pictures = computed(() => stage.value.tiles.length + Number(stage.value.main !== null))
  return {
    layout,
    main,
    stage,
    present,
    /** Whether all pictures run at this speed; else the small ones are renewed now and then. */
    all: computed(() => allRun(pictures.value, speed.value, MOST_DECODERS)),
    follows: computed(() => layout.value === null && main.value === null),
    follow() {
      layout.value = null
      main.value = null
    },
    nextLayout: () => (layout.value = LAYOUTS[(LAYOUTS.indexOf(present.value) + 1) % LAYOUTS.length]!),
    choose(line: Line) {
      main.value = line.track.source_id
      if (present.value !== '1') layout.value = 'speaker'
    },
  }
}

export type PlayStage = ReturnType<typeof useStage>

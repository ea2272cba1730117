/** The wall of this screen, kept over reloads. */
import { ref, watch } from 'vue'
import {
  added,
  cleared,
  laidOut,
  neighbour,
  placed,
  read,
  swapped,
  type Layout,
  type Wall,
} from '../model/wall'

const KEY = 'wanglou.video.wall'
const BLANK: Wall = { layout: 4, tiles: [null, null, null, null] }

export function useWall() {
  const wall = ref<Wall>(read(localStorage.getItem(KEY)) ?? BLANK)
  const chosen = ref(0)

  watch(wall, (value) => localStorage.setItem(KEY, JSON.stringify(value)))

  const become = (next: Wall) => (wall.value = next)
  return {
    wall,
    chosen,
    lay(layout: Layout) {
      become(laidOut(wall.value, layout))
      chosen.value = Math.min(chosen.value, layout - 1)
    },
    show(source: string) {
      become(added(wall.value, source, chosen.value))
      chosen.value = wall.value.tiles.indexOf(source)
    },
    put: (source: string, at: number) => become(placed(wall.value, source, at)),
    swap: (from: number, to: number) => become(swapped(wall.value, from, to)),
    clear: (at: number) => become(cleared(wall.value, at)),
    /** Goes to the neighbour; `carry` takes the picture along. */
    walk(key: string, carry: boolean) {
      const to = neighbour(wall.value.layout, chosen.value, key)
      if (carry) become(swapped(wall.value, chosen.value, to))
      chosen.value = to
    },
  }
}

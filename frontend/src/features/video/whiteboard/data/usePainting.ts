/** From the pointer to an object: drag, or press twice for those of two points; a text gets its words first. */
import { computed, ref, shallowRef } from 'vue'
import type { Box } from '@/map'
import { fromSheet, thinned } from '../model/sheet'
import type { Ink, Kind, Shape, Spot, Tool, Width } from '../types'

const MOST_POINTS = 400
/** Shares of the sheet: nearer is a press, no stroke. */
const PRESS = 0.006

export function usePainting(ports: { box: () => Box | null; draw: (shape: Omit<Shape, 'id'>) => void }) {
  const tool = ref<Tool>('pen')
  const colour = ref<Ink>('ink')
  const width = ref<Width>(4)
  const spots = shallowRef<readonly Spot[]>([])
  /** Where words are being typed. */
  const writing = shallowRef<Spot | null>(null)
  /** Pressed once: the next press is the other end. */
  let hanging = false

  const kind = computed(() => (tool.value === 'eraser' ? null : tool.value))
  const shapeOf = (of: Kind, points: readonly Spot[], text = '') => ({
    kind: of,
    points: points.map((spot) => [...fromSheet(spot, ports.box())]),
    text,
    colour: colour.value,
    width: width.value,
  })
  const draft = computed<Shape | null>(() =>
    kind.value && spots.value.length ? { id: 'draft', ...shapeOf(kind.value, spots.value) } : null,
  )

  function down(spot: Spot): void {
    if (!kind.value) return
    if (kind.value === 'text') return void (writing.value = spot)
    if (hanging) spots.value = [spots.value[0]!, spot]
    else spots.value = kind.value === 'pen' ? [spot] : [spot, spot]
  }

  function move(spot: Spot): void {
    const [first] = spots.value
    if (!first) return
    spots.value = kind.value === 'pen' ? [...spots.value, spot] : [first, spot]
  }

  function up(): void {
    const [a, b] = spots.value
    if (!a || !kind.value) return
    const pressed = kind.value !== 'pen' && (!b || Math.hypot(b[0] - a[0], b[1] - a[1]) < PRESS)
    if (pressed && !hanging) return void (hanging = true)
    if (!pressed) {
      const points = kind.value === 'pen' ? thinned(spots.value, MOST_POINTS) : spots.value
      ports.draw(shapeOf(kind.value, points))
    }
    cancel()
  }

  function cancel(): void {
    spots.value = []
    hanging = false
    writing.value = null
  }

  function write(text: string): void {
    const words = text.trim()
    if (writing.value && words) ports.draw(shapeOf('text', [writing.value], words))
    writing.value = null
  }

  return {
    tool,
    colour,
    width,
    draft,
    writing,
    /** Something is begun that Escape gives up. */
    busy: computed(() => spots.value.length > 0 || writing.value !== null),
    choose(next: Tool) {
      cancel()
      tool.value = next
    },
    down,
    move,
    up,
    cancel,
    write,
  }
}

export type Painting = ReturnType<typeof usePainting>

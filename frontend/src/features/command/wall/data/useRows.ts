/** How many rows of a height fit: a wall does not scroll and does not cut a row in half. */
import { onScopeDispose, ref, watch, type Ref, type ShallowRef } from 'vue'

export function useRows(
  box: Readonly<ShallowRef<HTMLElement | null>>,
  rowRem: number,
  least: number,
  /** A box at least this wide, in root sizes, takes two columns. */
  twoFrom = Infinity,
): { rows: Ref<number>; columns: Ref<number> } {
  const rows = ref(least)
  const columns = ref(1)
  const observer = new ResizeObserver(([entry]) => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
    // A rounding error of a pixel must not cost a row.
    if (!entry) return
    rows.value = Math.max(1, Math.floor((entry.contentRect.height + 1) / (rowRem * rem)))
    columns.value = entry.contentRect.width >= twoFrom * rem ? 2 : 1
  })
  // The box comes and goes with the states of its panel.
  watch(
    box,
    (now, before) => {
      if (before) observer.unobserve(before)
      if (now) observer.observe(now)
    },
    { flush: 'post' },
  )
  onScopeDispose(() => observer.disconnect())
  return { rows, columns }
}

export interface Column {
  /** Property of the row, and name of the slot `cell-<key>`. */
  key: string
  label: string
  /** CSS width; columns without one share what is left. */
  width?: string
  align?: 'left' | 'right' | 'center'
  strong?: boolean
}

export interface RowGroup<Row> {
  key: string
  label?: string
  rows: readonly Row[]
}

/** Below this width a list beside its detail shows fewer columns: office laptops of 1366 pixels. Pure. */
export const MEDIUM = '(max-width: 95rem)'

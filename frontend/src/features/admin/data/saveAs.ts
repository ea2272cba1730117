/** Gives a file that came as an answer to the person, under a name. */

/** The browser has read the address by then. */
const FORGET_MS = 10_000

export function saveAs(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), FORGET_MS)
}

/** Paper is white: prints in the day colours, without the frame of the desk, and gives the screen back afterwards. */

const STYLE = `@media print {
  .shell > :not(main), .toasts { display: none !important; }
  .shell, main, html, body, #app { display: block !important; height: auto !important; overflow: visible !important; }
  @page { margin: 14mm; }
}`

export function printByDay(): () => void {
  const style = document.createElement('style')
  style.textContent = STYLE
  document.head.append(style)
  const root = document.documentElement
  let before: string | undefined
  const dress = () => {
    before = root.dataset.theme
    root.dataset.theme = 'day'
  }
  const undress = () => {
    if (before) root.dataset.theme = before
  }
  window.addEventListener('beforeprint', dress)
  window.addEventListener('afterprint', undress)
  return () => {
    style.remove()
    window.removeEventListener('beforeprint', dress)
    window.removeEventListener('afterprint', undress)
  }
}

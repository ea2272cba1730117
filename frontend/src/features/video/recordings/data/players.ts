/** Media elements that hold a file: browsers play so many in a page, and leave all further ones mute without a word. */

/** Chrome takes 75. */
export const MOST_PLAYERS = 72

const holding = new Set<HTMLMediaElement>()

export const mayHold = () => holding.size < MOST_PLAYERS

export function hold(media: HTMLMediaElement, address: string): void {
  holding.add(media)
  media.preload = 'auto'
  media.src = address
  media.load()
}

/** Only a load without an address lets the decoder go. */
export function letGo(media: HTMLMediaElement): void {
  if (!holding.delete(media)) return
  media.pause()
  media.removeAttribute('src')
  media.load()
}

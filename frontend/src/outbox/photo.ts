/** A picture as it is sent: at most 2,560 px on a side, JPEG. A phone's 8 MB become some hundred KB. */

/** Enough to read a number plate across a street; four times the pixels would be sent for nothing. */
export const MOST_PIXELS = 2560
const QUALITY = 0.85
/** A JPEG no larger than this is sent as it is: coding it again only costs sharpness. */
const SMALL_BYTES = 1_500_000

export class PhotoUnreadable extends Error {
  constructor(readonly file: string) {
    super(`unreadable picture ${file}`)
    this.name = 'PhotoUnreadable'
  }
}

export function scaled(width: number, height: number, most = MOST_PIXELS): [number, number] {
  const share = Math.min(1, most / Math.max(width, height))
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))]
}

/** Throws `PhotoUnreadable` for what this browser cannot decode (HEIC outside Safari). */
export async function toPhoto(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new PhotoUnreadable(file.name)
  })
  try {
    const [width, height] = scaled(picture.width, picture.height)
    const fits = width === picture.width && height === picture.height
    if (fits && file.type === 'image/jpeg' && file.size <= SMALL_BYTES) {
      return new Blob([await file.arrayBuffer()], { type: 'image/jpeg' })
    }
    return await drawn(picture, width, height, file.name)
  } finally {
    picture.close()
  }
}

async function drawn(picture: ImageBitmap, width: number, height: number, name: string): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (!pen) throw new PhotoUnreadable(name)
  // JPEG knows no transparency: what shows through is white paper, not black.
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(picture, 0, 0, width, height)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new PhotoUnreadable(name))),
      'image/jpeg',
      QUALITY,
    ),
  )
}

/** Asks the browser for a camera or a microphone; a refusal has a name that tells what to do. */
export type DeviceFault = 'insecure' | 'denied' | 'missing' | 'busy'

export interface Asked {
  track: MediaStreamTrack | null
  fault: DeviceFault | null
}

export async function ask(wish: MediaStreamConstraints): Promise<Asked> {
  if (!window.isSecureContext || !navigator.mediaDevices) return { track: null, fault: 'insecure' }
  try {
    const stream = await navigator.mediaDevices.getUserMedia(wish)
    return { track: stream.getTracks()[0] ?? null, fault: null }
  } catch (error) {
    return { track: null, fault: faultOf(error as DOMException) }
  }
}

function faultOf({ name }: DOMException): DeviceFault {
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return 'busy'
}

/** The page as an app on the phone: manifest, icon, the browser's own offer to install. */
import { ref, shallowRef } from 'vue'

interface InstallOffer extends Event {
  prompt: () => Promise<void>
  userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

const offer = shallowRef<InstallOffer | null>(null)
const installed = ref(
  matchMedia('(display-mode: standalone)').matches ||
    ('standalone' in navigator && navigator.standalone === true),
)

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  offer.value = event as InstallOffer
})
addEventListener('appinstalled', () => {
  installed.value = true
  offer.value = null
})

/** Only pages for phones offer to be installed: a desk or a wall must not. */
export function offerInstall(): void {
  link('manifest', '/field.json')
  link('apple-touch-icon', '/icons/field-180.png')
}

function link(rel: string, href: string): void {
  if (document.head.querySelector(`link[rel="${rel}"]`)) return
  const element = document.createElement('link')
  element.rel = rel
  element.href = href
  document.head.append(element)
}

export function useInstall() {
  async function install(): Promise<void> {
    const asked = offer.value
    offer.value = null
    await asked?.prompt()
  }
  return {
    offer,
    installed,
    install,
    /** Safari has no offer; people do it by hand. */
    byShare: /iPhone|iPad/.test(navigator.userAgent),
  }
}

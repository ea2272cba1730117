/** The page behind a link sent by SMS: an application of its own, so that nothing else can be reached from it. */
import '@/styles/tokens.css'
import '@/styles/base.css'
import { createApp } from 'vue'
import { addMessages, i18n, setLocale } from '@/i18n'
import phone from '@/features/video/phone/messages'
import { takeToken } from './data/token'
import LinkPage from './LinkPage.vue'
import messages from './messages'

takeToken()
addMessages('link', messages)
addMessages('phone', phone)

/** As the phone is set: a caller does not choose colours. */
const light = matchMedia('(prefers-color-scheme: light)')
const paint = () => (document.documentElement.dataset.theme = light.matches ? 'day' : 'night')
light.addEventListener('change', paint)
paint()
setLocale(navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en')

createApp(LinkPage).use(i18n).mount('#app')

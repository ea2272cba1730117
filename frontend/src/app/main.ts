import 'element-plus/theme-chalk/base.css'
import '@/styles/tokens.css'
import '@/styles/base.css'
import '@/styles/element.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { addMessages, i18n } from '@/i18n'
import App from './App.vue'
import { features } from './features'
import { applyPreferences } from './preferences'
import { router } from './router'

for (const feature of features) addMessages(feature.name, feature.messages)
applyPreferences()
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')

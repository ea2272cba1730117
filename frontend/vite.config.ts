import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import elementPlus from 'unplugin-element-plus/vite'
import { defineConfig } from 'vitest/config'
import { phoneShell } from './pwa.config'

/** The development server speaks to a running `wanglou serve`; WANGLOU_DEV_SERVER names another one. */
const server = process.env.WANGLOU_DEV_SERVER ?? 'http://127.0.0.1:8000'
const served = ['/api', '/basemap', '/ogc', '/help', '/problems', '/openapi.json', '/livez', '/readyz']

export default defineConfig({
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'rapi-doc' } } }),
    elementPlus({}),
    ...phoneShell(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_I18N_FULL_INSTALL__: true,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  server: {
    proxy: Object.fromEntries(served.map((path) => [path, { target: server, ws: path === '/api' }])),
  },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    rolldownOptions: { input: { main: 'index.html', link: 'r/index.html' } },
    sourcemap: false,
    // MapLibre alone is near 1 MB and comes as its own chunk, fetched only by pages with a map.
    chunkSizeWarningLimit: 1200,
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
})

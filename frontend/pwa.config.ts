/** What a phone keeps to open /field and /r without a network, and nothing of the desks. */
import type { Plugin, PluginOption } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Where the closure of what is kept begins: the page itself, signing in again, the page of a link. */
const ROOTS = [
  /features\/field\/pages\/FieldPage\.vue$/,
  /session\/pages\/SignInPage\.vue$/,
  /workbox-window/,
  /\/index\.html$/,
]
const ALWAYS = [/^index\.html$/, /^r\/index\.html$/, /^field\.json$/, /^favicon\.svg$/, /^icons\//]

/** The parts of the output that are read here. */
interface Chunk {
  type: 'chunk' | 'asset'
  fileName: string
  facadeModuleId?: string | null
  imports?: string[]
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> }
}

export function phoneShell(): PluginOption[] {
  const kept = new Set<string>()
  const closure: Plugin = {
    name: 'wanglou-phone-shell',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = bundle as unknown as Record<string, Chunk>
      const add = (name: string) => {
        const chunk = chunks[name]
        if (!chunk || kept.has(name)) return
        kept.add(name)
        chunk.imports?.forEach(add)
        for (const file of chunk.viteMetadata?.importedCss ?? []) kept.add(file)
        for (const file of chunk.viteMetadata?.importedAssets ?? []) kept.add(file)
      }
      for (const chunk of Object.values(chunks)) {
        const from = chunk.facadeModuleId
        if (from && ROOTS.some((root) => root.test(from))) add(chunk.fileName)
      }
    },
  }
  return [closure, worker((file) => kept.has(file) || ALWAYS.some((each) => each.test(file)))]
}

function worker(keeps: (file: string) => boolean): PluginOption {
  return VitePWA({
    // Pages for phones register it themselves, and the manifest is a file of our own.
    injectRegister: false,
    manifest: false,
    registerType: 'prompt',
    workbox: {
      globPatterns: ['**/*.{js,mjs,css,html,svg,png,json}'],
      inlineWorkboxRuntime: true,
      cleanupOutdatedCaches: true,
      // Claimed at once, so that what the first visit used can be put away.
      clientsClaim: true,
      directoryIndex: null,
      manifestTransforms: [
        (entries) => ({
          manifest: entries
            .filter((entry) => keeps(entry.url))
            .map((entry) => (entry.url === 'r/index.html' ? { ...entry, url: 'r/' } : entry)),
          warnings: [],
        }),
      ],
      // Every other page comes from the server, as if there were no worker.
      navigateFallback: '/index.html',
      navigateFallbackAllowlist: [/^\/field\/?$/],
      // What the API says is never kept here: the outbox and the last known mission are the page's own.
      runtimeCaching: [
        {
          urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
          handler: 'CacheFirst',
          // Names carry a hash of the content; two versions of everything are at most this many.
          options: { cacheName: 'assets', expiration: { maxEntries: 200 } },
        },
        {
          urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/basemap/'),
          handler: 'StaleWhileRevalidate',
          options: { cacheName: 'basemap' },
        },
      ],
    },
  })
}

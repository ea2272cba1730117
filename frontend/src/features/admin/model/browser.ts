/** A browser's own words about itself, in short: enough to tell one's desk from a stranger's. Pure. */

const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger\/(\d+)/, 'WeChat'],
  [/Edg\/(\d+)/, 'Edge'],
  [/(?:Headless)?Chrom(?:e|ium)\/(\d+)/, 'Chrome'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]
/** Programs say less of themselves; what they say is shown cut. */
const MOST = 24

export function browserOf(agent: string): string {
  for (const [pattern, name] of BROWSERS) {
    const found = pattern.exec(agent)
    if (!found) continue
    const system = SYSTEMS.find(([mark]) => mark.test(agent))?.[1]
    return [`${name} ${found[1]}`, system].filter(Boolean).join(' · ')
  }
  return agent.length > MOST ? `${agent.slice(0, MOST)}…` : agent
}

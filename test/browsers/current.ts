import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { installDebianPackages, run } from '../machine/debian.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The Chromium of this machine: the one named by CHROME_PATH, else one that is installed, else Playwright's own. */
export function currentChromium(): string | undefined {
  const named = process.env.CHROME_PATH
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which is not there`)
    return named
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...onPath, ...usualPlaces, chromium.executablePath()].find((file) => existsSync(file))
}

/** Makes sure of a Chromium, and of Chinese letters for it, by the machine's own means. */
export function ensureCurrentChromium(): void {
  const missing = [
    ...(currentChromium() === undefined ? ['chromium'] : []),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
  ]
  if (missing.length > 0) installDebianPackages(missing)
  if (currentChromium() === undefined) {
    run(process.execPath, [
      path.join(import.meta.dirname, '../../node_modules/playwright-core/cli.js'),
      'install',
      'chromium',
    ])
  }
  if (currentChromium() === undefined) throw new Error('No Chromium: install one, or name it in CHROME_PATH')
}

/** Systems other than Linux come with one. */
function hasChineseFont(): boolean {
  if (process.platform !== 'linux' || existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return true
  const list = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' })
  return list.error === undefined && list.stdout.trim() !== ''
}

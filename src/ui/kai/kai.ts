import { rangeOf, slicesOf } from './slices.ts'

/** Addresses of the slices, in their order. */
const files = Object.values(
  import.meta.glob<string>('./slices/*.woff2', { query: '?url&no-inline', import: 'default', eager: true }),
)

/** A 楷体 that is already on the machine, as on every Windows panel, costs no bytes. */
const onMachine = ['KaiTi', 'STKaiti', 'Kaiti SC'].map((name) => `local("${name}")`).join()

/** As `--kai` names it. */
const family = 'Tongke Kai'

let shown = false

/**
 * Has characters that children learn from set in 楷体: each slice is loaded when one of its characters is shown. Latin
 * letters and figures stay with the text's font.
 */
export function showKai(): void {
  if (shown) return
  shown = true
  files.forEach((file, slice) => {
    // What is not here yet is shown in the text's font meanwhile: of the same width, so nothing moves.
    const face = new FontFace(family, `${onMachine}, url("${file}")`, { unicodeRange: rangeOf(slice), display: 'swap' })
    document.fonts.add(face)
  })
}

/**
 * Fetches the slices that a text is written with, one after the other, so that the worker keeps them for when there is
 * no line. Rejects when the line went: those that came are kept.
 */
export async function keepKai(text: string): Promise<void> {
  if (await hasKai()) return
  for (const slice of slicesOf(text)) {
    const file = files[slice]
    if (!file || kept.has(file)) continue
    const response = await fetch(file)
    if (response.ok) kept.add(file)
  }
}

const kept = new Set<string>()

/** How much room the slices that are kept here take, bytes. Every place of this browser has them in common. */
export async function kaiHere(): Promise<number> {
  if (!('caches' in globalThis)) return 0
  const addresses = new Set(files.map((file) => new URL(file, location.href).href))
  let bytes = 0
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys())
      if (addresses.has(request.url)) bytes += Number((await cache.match(request))?.headers.get('Content-Length') ?? 0)
  }
  return bytes
}

async function hasKai(): Promise<boolean> {
  const face = new FontFace('probe', onMachine)
  return face.load().then(
    () => true,
    () => false, // none of them is installed
  )
}

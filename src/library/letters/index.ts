import { members } from '../../../core/rows/member.ts'
import type { Here } from '../../here/here.ts'
import { rowsUnder } from '../../store/rows.ts'
import { mayFetchAhead } from '../../sync/right-of-way.ts'
import { keepKai, showKai } from '../../ui/kai/kai.ts'
import { keptPackages, packageFile } from '../packages.ts'
import { preparing } from '../prepare.ts'

export { showKai }

/**
 * Has the characters of this place at hand when there is no line: those of its pupils' names, and of the lessons that
 * are here. They come when no lesson is coming down or live: a lesson can be taught in another font, but not without its pages.
 */
export async function keepLetters(here: Here, signal: AbortSignal): Promise<void> {
  showKai()
  if (!(await isRuled())) return
  const done = new Set<string>()
  let running = false
  const look = async () => {
    if (running || preparing.getState().package !== '' || !mayFetchAhead()) return
    running = true
    await keepOfPlace(here, done)
      // The line went: what is not kept is looked for again when the timetable is.
      .catch((error: unknown) => console.info('letters:', error))
    running = false
  }
  signal.addEventListener('abort', preparing.subscribe(look))
  void look()
}

/** Whether the worker sees what this page fetches, and keeps it; waits for it on the first visit. */
async function isRuled(): Promise<boolean> {
  const { serviceWorker } = navigator as Partial<Navigator> // a page of plain http has none
  if (!serviceWorker) return false
  if (!serviceWorker.controller)
    await new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  return true
}

async function keepOfPlace({ store, place }: Here, done: Set<string>): Promise<void> {
  for (const classId of place.classes) {
    const names = (await rowsUnder(store, members, classId)).map(({ state }) => state.name).join('')
    if (done.has(names)) continue
    await keepKai(names)
    done.add(names)
  }
  for (const [hash, manifest] of await keptPackages(store)) {
    if (!mayFetchAhead()) return
    if (done.has(hash)) continue
    const files = await Promise.all(manifest.entries.map(({ file }) => packageFile(store, manifest, file)))
    const here = files.filter((file) => file !== undefined)
    for (const file of here) await keepKai(await file.text())
    if (here.length === files.length) done.add(hash)
  }
}

import type { BlobHash } from '../../core/facts/ids.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { type Contents, filesOf } from '../library/open/index.ts'

/** Whose pages are on the screen of a live lesson. */
export interface TaughtPages {
  contents: Contents | undefined
  /** They are of another version than the one that is taught. */
  isOther: boolean
}

/**
 * The pages to show: of the version that is taught, as soon as what this page is shown with is here; until then of the one that this device
 * has for the lesson.
 *
 * @param manifest the version that is taught, where that is known
 * @param taught what of it is here
 * @param own what is here of the version that this device has for the lesson; the same, or another
 */
export function taughtPages(
  page: PageRef,
  manifest: BlobHash | undefined,
  taught: Contents | undefined,
  own: Contents | undefined,
): TaughtPages {
  if (!own || manifest === undefined || manifest === own.hash) return { contents: taught ?? own, isOther: false }
  const isOfPackage = page.startsWith('p')
  if (taught && (!isOfPackage || isHere(taught, Number(page.slice(1))))) return { contents: taught, isOther: false }
  return { contents: own, isOther: isOfPackage }
}

function isHere(contents: Contents, number: number): boolean {
  const page = contents.pages[number]
  if (!page) return false
  const wanted = new Set(filesOf(contents, [page]))
  return !contents.missing.some(({ path }) => wanted.has(path))
}

import type { BundleRefusal } from '../../core/resources/bundle.ts'
import type { ContentsRefusal } from '../../core/resources/contents.ts'
import type { Refusal } from '../../core/resources/verify.ts'

/** Why a package on a disk was not taken: what its check found, or what is not there to be checked. */
export type ReadRefusal =
  | Refusal
  | BundleRefusal
  | ContentsRefusal
  | { ok: false; reason: 'unreadable'; message: string }
  | { ok: false; reason: 'absent'; file: string }
  | { ok: false; reason: 'unlisted'; file: string }

/** A refusal as one sentence for a terminal or a log. */
export function refusalSentence(refusal: ReadRefusal): string {
  switch (refusal.reason) {
    case 'too-big':
      return 'The manifest is larger than a manifest may be.'
    case 'not-signed':
      return 'manifest.jws is not a signed manifest.'
    case 'unknown-publisher':
      return `The package is signed by “${refusal.publisher}”, whom this hub does not know.`
    case 'signature':
      return `The signature is not that of “${refusal.publisher}”: the manifest was changed, or somebody else made it.`
    case 'other-publisher':
      return `“${refusal.publisher}” signed a manifest in another publisher's name.`
    case 'newer-format':
      return 'The package was made for a newer version of Tongke.'
    case 'malformed':
      return `The manifest is not in the form of one${refusal.at ? `: see ${refusal.at}` : ''}.`
    case 'path':
      return `${quoted(refusal.file)} is not a path that a package may contain.`
    case 'size':
      return `${quoted(refusal.file)} does not have the size that the manifest gives, or is larger than a package takes.`
    case 'hash':
      return `${quoted(refusal.file)} is not what was signed: its bytes were changed on the way.`
    case 'contents':
      return `${quoted(refusal.file)} is not written as its kind has to be.`
    case 'missing':
      return `The manifest names ${quoted(refusal.file)} and does not list it.`
    case 'steps':
      return 'The steps of the lesson do not start on the first page and go on in order.'
    case 'absent':
      return `${quoted(refusal.file)} is listed and is not there: the package was not copied whole.`
    case 'unlisted':
      return `${quoted(refusal.file)} is in the package, and the manifest does not list it.`
    case 'not-a-bundle':
      return 'The file is not a package: it may have been copied only in part.'
    case 'compressed':
      return `${quoted(refusal.file)} is compressed; a package holds its files as they are.`
    case 'unreadable':
      return `The package cannot be read: ${refusal.message}`
  }
}

/** A hostile path may hold anything: as JSON it stays on its line. */
function quoted(path: string): string {
  return JSON.stringify(path)
}

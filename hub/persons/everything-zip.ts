import { Readable } from 'node:stream'
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { BlobKeep } from '../blobs/folder.ts'
import type { Everything } from './everything.ts'
import { everythingPage } from './everything-page.ts'
import type { Language } from './everything-words.ts'

/**
 * Everything in one archive: `index.html` to read, `data.json` for programs, `photos/`. Photo by photo, so that a child's whole
 * school time takes no more memory than one of them.
 */
export function everythingZip(
  all: Everything,
  blobs: Pick<BlobKeep, 'bytes'>,
  language: Language,
): ReadableStream<Uint8Array> {
  // Node's and the web's stream types differ in name only.
  return Readable.toWeb(Readable.from(piecesOf(all, blobs, language))) as ReadableStream<Uint8Array>
}

async function* piecesOf(
  all: Everything,
  blobs: Pick<BlobKeep, 'bytes'>,
  language: Language,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  const take = () => {
    const pieces = ready
    ready = []
    return pieces
  }
  for (const [name, content] of [
    ['index.html', everythingPage(all, language)],
    ['data.json', JSON.stringify(all, null, 2)],
  ] as const) {
    const file = new ZipDeflate(name)
    zip.add(file)
    file.push(strToU8(content), true)
    yield* take()
  }
  for (const { hash, file: name } of all.photos) {
    if (name === '') continue
    // A photo is pressed already.
    const file = new ZipPassThrough(name)
    zip.add(file)
    file.push(await blobs.bytes(hash), true)
    yield* take()
  }
  zip.end()
  yield* take()
}

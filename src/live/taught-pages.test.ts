import { expect, test } from 'vitest'
import type { BlobHash } from '../../core/facts/ids.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import type { Contents } from '../library/open/index.ts'
import { taughtPages } from './taught-pages.ts'

const name = (letter: string) => letter.repeat(64) as BlobHash // as a hash is written

/** A package of two pages with a picture each. */
function contents(hash: BlobHash, missing: readonly string[] = [], pages = 2): Contents {
  const files = ['0.webp', '1.webp']
  const page = (file: string) => ({ blocks: [{ type: 'picture' as const, file, alt: '' }] })
  const file = (path: string) => ({ path, type: 'image/webp', size: 1, sha256: name('f') })
  return {
    hash,
    manifest: {} as Contents['manifest'], // pages are chosen without it
    pages: files.slice(0, pages).map(page),
    questions: new Map(),
    missing: missing.map(file),
    unknown: [],
  }
}

const own = contents(name('a'))
const taughtName = name('b')

test('a classroom with another version goes over to the one that is taught, page by page as it comes', () => {
  const taught = contents(taughtName, ['1.webp'])
  expect(taughtPages(pageRef('lesson', 0), taughtName, taught, own)).toEqual({ contents: taught, isOther: false })
  expect(taughtPages(pageRef('lesson', 1), taughtName, taught, own)).toEqual({ contents: own, isOther: true })
})

test('until anything of it is here its own pages are shown, and that is told', () => {
  expect(taughtPages(pageRef('lesson', 0), taughtName, undefined, own)).toEqual({ contents: own, isOther: true })
  const opened = contents(taughtName, [], 0)
  expect(taughtPages(pageRef('lesson', 0), taughtName, opened, own)).toEqual({ contents: own, isOther: true })
})

test('blank pages and photos are the same in all versions, and a lesson without a version is its own', () => {
  expect(taughtPages(pageRef('blank', 0), taughtName, undefined, own).isOther).toBe(false)
  expect(taughtPages(pageRef('lesson', 0), undefined, undefined, own)).toEqual({ contents: own, isOther: false })
  expect(taughtPages(pageRef('lesson', 0), own.hash, own, own)).toEqual({ contents: own, isOther: false })
})

test('a classroom that has nothing of the lesson has what comes of the version that is taught', () => {
  const taught = contents(taughtName, ['0.webp'])
  expect(taughtPages(pageRef('lesson', 0), taughtName, taught, undefined)).toEqual({ contents: taught, isOther: false })
})

import fc from 'fast-check'
import { type Zippable, zipSync } from 'fflate'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { BlobHash } from '../facts/ids.ts'
import { makeBundle, openBundle } from './bundle.ts'

const name = (digit: string) => v.parse(BlobHash, digit.repeat(64))
const encode = (text: string) => new TextEncoder().encode(text)
const zip = (entries: Zippable) => zipSync(entries, { level: 0 })

describe('a package as one file', () => {
  test('gives back what was put in', () => {
    const blobs = new Map([
      [name('b'), encode('two')],
      [name('a'), encode('one')],
    ])
    const opened = openBundle(makeBundle('h.p.s', blobs))
    expect(opened).toMatchObject({ ok: true, bundle: { jws: 'h.p.s' } })
    expect(opened.ok && new Map(opened.bundle.blobs)).toEqual(blobs)
  })

  test('is the same bytes for the same content, whatever order it came in', () => {
    const [one, two] = [[name('a'), encode('one')] as const, [name('b'), encode('two')] as const]
    expect(makeBundle('j', new Map([one, two]))).toEqual(makeBundle('j', new Map([two, one])))
  })

  test.each(['../manifest.jws', '/etc/passwd', 'files/../../x', 'files\\x', 'readme.txt'])(
    'is refused with the entry %s',
    (path) => {
      const bytes = zip({ 'manifest.jws': encode('j'), [path]: encode('x') })
      expect(openBundle(bytes)).toEqual({ ok: false, reason: 'path', file: path })
    },
  )

  test('is refused when an entry could unfold into more than it is', () => {
    const path = `files/${name('a')}`
    const bytes = zip({ 'manifest.jws': encode('j'), [path]: [new Uint8Array(100_000), { level: 9 }] })
    expect(openBundle(bytes)).toMatchObject({ ok: false, reason: 'compressed', file: path })
  })

  test('without a manifest is none', () => {
    expect(openBundle(zip({ [`files/${name('a')}`]: encode('x') }))).toEqual({ ok: false, reason: 'not-a-bundle' })
  })

  test('cut anywhere, or with any byte changed, is an answer and never an exception', () => {
    const whole = makeBundle('h.p.s', new Map([[name('a'), encode('one')]]))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const bytes = cut ? whole.slice(0, at) : whole.slice()
        if (!cut) bytes[at] = byte
        expect(typeof openBundle(bytes).ok).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })

  test('of any bytes is an answer and never an exception', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => openBundle(bytes).ok === false))
  })
})

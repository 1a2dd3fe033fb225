import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeBundle } from '../../core/resources/bundle.ts'
import { hashName } from '../../core/resources/verify.ts'
import { setLanguage } from '../i18n/language.ts'
import { readBundle } from './import-package.ts'
import { refusalWords } from './open/refusal-words.ts'
import { newPublisher, type SignedPackage } from './signed-package.fixture.ts'

afterEach(() => setLanguage('zh'))

const { subtle } = crypto
const contents = { 'pages.json': '{"pages":[{"blocks":[{"type":"text","runs":["水"]}]}]}', 'ice.svg': '<svg/>' }

let known: Awaited<ReturnType<typeof newPublisher>>
let made: SignedPackage

beforeAll(async () => {
  known = await newPublisher('county')
  made = await known.publish('水', contents)
})

describe('a package brought as one file', () => {
  test('of a known publisher, as it was made, is taken with all its files', async () => {
    const read = await readBundle(made.bundle, [known.publisher], subtle)
    expect(read).toMatchObject({ ok: true, verified: { hash: made.hash, manifest: { title: '水' } } })
    expect(read.ok && read.verified.files).toEqual(made.files)
  })

  test('with one bit of a file flipped is refused, and the sentence names that file', async () => {
    const ice = new TextEncoder().encode(contents['ice.svg'])
    const name = await hashName(ice, subtle)
    ice[2] = (ice[2] ?? 0) ^ 1
    const read = await readBundle(
      makeBundle(made.jws, new Map([...made.files, [name, ice]])),
      [known.publisher],
      subtle,
    )
    expect(read).toEqual({ ok: false, reason: 'hash', file: 'ice.svg' })
    setLanguage('zh')
    expect(!read.ok && refusalWords(read)).toContain('“ice.svg”')
    setLanguage('en')
    expect(!read.ok && refusalWords(read)).toContain('“ice.svg”')
  })

  test('without one of its files is refused, and so is one with a file too many', async () => {
    const [first] = made.files
    const few = new Map(first ? [first] : [])
    expect(await readBundle(makeBundle(made.jws, few), [known.publisher], subtle)).toMatchObject({ reason: 'absent' })
    const extra = new TextEncoder().encode('extra')
    const many = new Map([...made.files, [await hashName(extra, subtle), extra]])
    expect(await readBundle(makeBundle(made.jws, many), [known.publisher], subtle)).toMatchObject({
      reason: 'unlisted',
    })
  })

  test('of a publisher whom the county does not know, or in the name of another, is refused', async () => {
    const stranger = await newPublisher('stranger')
    const strange = await stranger.publish('水', contents)
    expect(await readBundle(strange.bundle, [known.publisher], subtle)).toMatchObject({ reason: 'unknown-publisher' })
    const impostor = await (await newPublisher('county')).publish('水', contents)
    expect(await readBundle(impostor.bundle, [known.publisher], subtle)).toMatchObject({ reason: 'signature' })
  })

  test('is not taken where nothing can be checked', async () => {
    expect(await readBundle(made.bundle, [known.publisher], undefined)).toEqual({ ok: false, reason: 'cannot-check' })
  })

  test('that is a holiday photo is refused as what it is', async () => {
    const photo = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])
    expect(await readBundle(photo, [known.publisher], subtle)).toEqual({ ok: false, reason: 'not-a-bundle' })
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSmallCounty, type TestHub, tuesday } from '../../test/hubs/small-county.ts'
import { codeLife, keepReusableCode, newCode, redeemCode } from './codes.ts'
import { enrol } from './enrol.ts'

const key = (letter: string) => ({ kty: 'EC', crv: 'P-256', x: letter.repeat(43), y: letter.repeat(43) }) as const
const noSuchCode = { ok: false, why: 'no-such-code' }
const incarnation = (letter: string) => letter.repeat(22)

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
})
afterEach(() => hub.close())

const devices = async () =>
  (await hub.db.selectFrom('device').select('device').where('place', '<>', '').execute()).length

describe('a code', () => {
  test.each([
    ['six digits', 6],
    ['eighteen digits', 18],
  ])('of %s enrols one device at its place, and no second one', async (_, digits) => {
    const whole = await newCode(hub.db, 'panel', tuesday)
    expect(whole).toMatch(/^[1-9]\d{17}$/)
    const code = whole.slice(0, digits)
    const first = await enrol(hub.db, { code, incarnation: incarnation('a'), key: key('a') }, tuesday)
    expect(first).toMatchObject({
      device: `panel-${incarnation('a')}`,
      place: { kind: 'projector', classes: ['three'] },
    })
    expect(await enrol(hub.db, { code, incarnation: incarnation('b'), key: key('b') }, tuesday)).toEqual(noSuchCode)
    expect(await devices()).toBe(1)
  })

  test('answers again the very device whose answer was lost, and nobody else', async () => {
    const code = await newCode(hub.db, 'panel', tuesday)
    const request = { code, incarnation: incarnation('a'), key: key('a') }
    const first = await enrol(hub.db, request, tuesday)
    expect(await enrol(hub.db, request, tuesday + 60_000)).toEqual(first)
    expect(await enrol(hub.db, { ...request, key: key('b') }, tuesday)).toEqual(noSuchCode)
    expect(await devices()).toBe(1)
  })

  test('is good for two weeks', async () => {
    const early = await newCode(hub.db, 'panel', tuesday)
    const late = await newCode(hub.db, 'panel', tuesday)
    expect(await redeemCode(hub.db, early, tuesday + codeLife - 1)).toBe('panel')
    expect(await redeemCode(hub.db, late, tuesday + codeLife)).toBeUndefined()
  })

  test('is used once even by two who come at the same time', async () => {
    const code = await newCode(hub.db, 'panel', tuesday)
    const both = await Promise.all(
      ['a', 'b'].map((letter) => enrol(hub.db, { code, incarnation: incarnation(letter), key: key(letter) }, tuesday)),
    )
    expect(both.filter((one) => one.ok)).toHaveLength(1)
  })

  test('is not used up when its place is not there yet', async () => {
    const code = await newCode(hub.db, 'nowhere', tuesday)
    await expect(enrol(hub.db, { code, incarnation: incarnation('a'), key: key('a') }, tuesday)).rejects.toThrow()
    expect(await redeemCode(hub.db, code, tuesday)).toBe('nowhere')
  })

  test('of a demonstration can be used again and again', async () => {
    await keepReusableCode(hub.db, '100001', 'panel')
    await keepReusableCode(hub.db, '100001', 'tablet')
    for (const letter of ['a', 'b', 'a']) {
      const enrolled = await enrol(
        hub.db,
        { code: '100001', incarnation: incarnation(letter), key: key(letter) },
        tuesday + 400 * 86_400_000,
      )
      expect(enrolled).toMatchObject({ ok: true, place: { place: 'tablet' } })
    }
    expect(await devices()).toBe(2)
  })

  test('is not kept as it is', async () => {
    const code = await newCode(hub.db, 'panel', tuesday)
    const kept = await hub.db.selectFrom('code').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(code.slice(0, 6))
  })
})

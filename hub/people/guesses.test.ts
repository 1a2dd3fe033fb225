import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSmallCounty, type TestHub, tuesday } from '../../test/hubs/small-county.ts'
import { openApp } from '../http/app.ts'
import { codeLife, keepReusableCode, newCode } from './codes.ts'

const key = (n: number) => ({ kty: 'EC', crv: 'P-256', x: String(n).padStart(43, 'x'), y: 'y'.repeat(43) })

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
})
afterEach(() => hub.close())

let devices = 0

/** Tries a code as a device that nobody has heard of, at a hub that has just been started. */
async function tries(code: string, as = devices): Promise<{ status: number; why?: string }> {
  const body = JSON.stringify({ code, incarnation: String(++devices).padStart(22, 'i'), key: key(as) })
  const response = await openApp(hub).request('/api/device/enrol', { method: 'POST', body })
  const { why } = (await response.json()) as { why?: string }
  return { status: response.status, ...(why && { why }) }
}

/** Guesses until six digits are not looked at any more. @returns how many were */
async function guess(): Promise<number> {
  for (let looked = 0; ; looked++) if ((await tries(String(999_999 - looked))).why === 'whole-code') return looked
}

describe('who guesses six digits with a new key each time', () => {
  test.each([
    [1, 90],
    [30, 30],
    [100, 9],
    [901, 0],
  ])('has, while %i codes are open, %i tries in two weeks: one chance in a thousand', async (open, allowed) => {
    for (let n = 0; n < open; n++) await newCode(hub.db, 'panel', tuesday)
    expect(await guess()).toBe(allowed)
    expect((open * allowed) / 900_000).toBeLessThanOrEqual(1 / 1000)
  })

  test('cannot keep out who has the whole code, nor learns whether six digits were right', async () => {
    const code = await newCode(hub.db, 'panel', tuesday)
    await guess()
    expect(await tries(code.slice(0, 6))).toEqual({ status: 403, why: 'whole-code' })
    expect((await tries(code)).status).toBe(200)
  })

  test('cannot keep anybody out of a demonstration', async () => {
    await keepReusableCode(hub.db, '100001', 'panel')
    await guess()
    expect((await tries('100001')).status).toBe(200)
  })

  test('has spoilt it for two weeks at most', async () => {
    await guess()
    hub.clock.now += codeLife + 1
    const code = await newCode(hub.db, 'panel', hub.now())
    expect((await tries(code.slice(0, 6))).status).toBe(200)
  })

  test('fills neither database nor memory', async () => {
    await guess()
    for (let n = 0; n < 50; n++) await tries(String(700_000 + n))
    expect(await hub.db.selectFrom('guess').selectAll().execute()).toHaveLength(90)
  })

  test('gets nowhere with a whole code of which the six digits are known', async () => {
    const code = await newCode(hub.db, 'panel', tuesday)
    expect(await tries(`${code.slice(0, 6)}123456123456`)).toEqual({ status: 404, why: 'no-such-code' })
  })
})

describe('who mistypes', () => {
  test('and then gets in has not guessed', async () => {
    for (let n = 0; n < 100; n++) {
      const code = await newCode(hub.db, 'panel', tuesday)
      await tries(code.replace(/^./, '0'), 1_000_000 + n)
      expect((await tries(code.slice(0, 6), 1_000_000 + n)).status).toBe(200)
    }
  })

  test('a code that is used has not guessed either', async () => {
    const code = await newCode(hub.db, 'panel', tuesday)
    await tries(code)
    for (let n = 0; n < 4; n++) expect((await tries(code.slice(0, 6))).why).toBe('no-such-code')
    expect(await hub.db.selectFrom('guess').selectAll().execute()).toEqual([])
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestHub, people, type TestHub } from '../../test/hubs/small-county.ts'
import { checkLog, type Note, note, notesBefore } from './log.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub()
})
afterEach(() => hub.close())

const exported = (schools: number): Note => ({
  act: 'roster.exported',
  by: people.clerk,
  device: '',
  about: { schools },
})

async function noteSome(count: number): Promise<void> {
  for (let n = 1; n <= count; n++) await note(hub.db, exported(n), n)
}

test('notes are numbered without gaps, however many are made at once', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => note(hub.db, exported(n), n)))
  expect((await notesBefore(hub.db, 1_000, 50)).map((one) => one.n)).toEqual(
    Array.from({ length: 20 }, (_, n) => 20 - n),
  )
  expect(await checkLog(hub.db)).toMatchObject({ ok: true, notes: 20 })
})

test('a note is not there without what it tells of', async () => {
  const failing = hub.db.transaction().execute(async (transaction) => {
    await note(transaction, exported(1), 1)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await checkLog(hub.db)).toMatchObject({ ok: true, notes: 0 })
})

describe('who tampers with the log is found out', () => {
  beforeEach(() => noteSome(5))

  test.each([
    ['a number of what it is about', { about: JSON.stringify({ schools: 9 }) }],
    ['who did it', { by: people.host }],
    ['when', { at: 77 }],
    ['what was done', { act: 'log.read' }],
  ] as const)('by changing %s', async (_, change) => {
    await hub.db.updateTable('audit').set(change).where('n', '=', 3).execute()
    expect(await checkLog(hub.db)).toEqual({ ok: false, n: 3 })
  })

  test('by leaving one out', async () => {
    await hub.db.deleteFrom('audit').where('n', '=', 2).execute()
    expect(await checkLog(hub.db)).toEqual({ ok: false, n: 2 })
  })

  test('by cutting off its end, or writing it anew, to who knows how it stood', async () => {
    const stood = await checkLog(hub.db)
    if (!stood.ok) return expect.unreachable()
    const known = { n: stood.notes, hash: stood.hash }
    await noteSome(2)
    expect(await checkLog(hub.db, known)).toMatchObject({ ok: true, notes: 7 })
    await hub.db.deleteFrom('audit').where('n', '>=', 5).execute()
    expect(await checkLog(hub.db)).toMatchObject({ ok: true, notes: 4 })
    expect(await checkLog(hub.db, known)).toEqual({ ok: false, n: 5 })
    await noteSome(3)
    expect(await checkLog(hub.db, known)).toEqual({ ok: false, n: 5 })
  })
})

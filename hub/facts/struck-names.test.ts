import { afterEach, beforeEach, expect, test } from 'vitest'
import { unpackFacts } from '../../core/facts/batch.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { pageTurned } from '../../core/facts/kinds/page-turned.ts'
import { seatName } from '../../core/people/seat.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { openPlace } from '../../test/stores/place-store.ts'
import { pull } from './pull.ts'

const name = '李小溪'
const row = rowKey('member', three, people.ann)

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
  await called(name)
})
afterEach(() => hub.close())

/** What the office says of ann now: her name, or the number in its place. */
async function called(now: string): Promise<void> {
  const enrolled = { class: three, person: people.ann, picture: 'sun', role: 'pupil', number: 1 } as const
  await hub.recorder.record([memberEnrolled({ ...enrolled, name: now, from: id.day('2026-08-31') })])
}

/** More than a page of a class's log. */
async function aLongLesson(): Promise<void> {
  const panel = await hub.device('panel', 'panel-2')
  for (let n = 1; n <= 450; n++)
    panel.records(pageTurned({ lesson: id.lesson('three.20260908.1'), page: 1 + (n % 9) }), '')
  expect((await panel.delivers()).refused).toEqual([])
}

/** One page of each scope. */
async function read(device: DeviceId, cursors: Record<string, string>) {
  const { pages } = await pull(hub.db, device, cursors, hub.now())
  const facts = pages.flatMap((page) => {
    const reading = unpackFacts(page.facts)
    return reading.ok ? [...reading.facts] : expect.unreachable()
  })
  for (const page of pages) cursors[page.scope] = page.cursor
  return {
    text: JSON.stringify(facts),
    restarts: pages.some((page) => page.restart),
    more: pages.some((page) => page.more),
  }
}

test('a device that comes after a name was withdrawn is never told it, and has the same row as the hub', async () => {
  await called(seatName(1))
  const kept = JSON.stringify(await hub.db.selectFrom('fact').select('body').execute())
  const late = await openPlace(hub, 'tablet')
  expect(kept).toContain(name)
  expect(JSON.stringify(await late.store.db.facts.toArray())).not.toContain(name)
  expect((await late.store.db.rows.get(row))?.state).toEqual(await hub.row(row))
})

test('nor is one that was away meanwhile, or reads in several pages', async () => {
  const away = await hub.device('panel')
  const cursors: Record<string, string> = {}
  for (let more = true; more; ) ({ more } = await read(away.id, cursors))
  await called(`${name}二`)
  await called(seatName(1))
  expect((await read(away.id, cursors)).text).not.toContain(name)

  await aLongLesson()
  await called(`${name}二`)
  await called(seatName(1))
  const late = (await hub.device('panel', 'panel-3')).id
  const pages: Record<string, string> = {}
  for (let more = true; more; ) {
    const page = await read(late, pages)
    expect(page.text).not.toContain(name)
    more = page.more
  }
})

test('guardians who agree again are heard: the name is told as it was', async () => {
  await called(seatName(1))
  await called(name)
  const late = await openPlace(hub, 'tablet')
  expect((await late.store.db.rows.get(row))?.state).toMatchObject({ name })
  expect((await late.store.db.rows.get(row))?.state).toEqual(await hub.row(row))
})

test('a hub that was put back to before the withdrawal begins anew with who has read half of it', async () => {
  await aLongLesson()
  await called(seatName(1))
  const late = (await hub.device('panel', 'panel-3')).id
  const cursors: Record<string, string> = {}
  expect(await read(late, cursors)).toMatchObject({ more: true, text: expect.not.stringContaining(name) })
  const { n } = await hub.db
    .selectFrom('scope_log')
    .select('n')
    .where('scope', '=', 'class:three')
    .orderBy('n', 'desc')
    .executeTakeFirstOrThrow()
  await hub.db.deleteFrom('scope_log').where('scope', '=', 'class:three').where('n', '=', n).execute()
  await called(name)
  expect(await read(late, cursors)).toMatchObject({ restarts: true, text: expect.stringContaining(name) })
})

import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import { momentOf } from '../../core/school/day.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub, three } from '../../test/hubs/small-county.ts'
import { keepWord } from '../consent/keep.ts'
import { openApp } from '../http/app.ts'
import { note, notesBefore } from './log.ts'
import type { Year } from './year.ts'

const [monday, tuesday] = [id.day('2026-09-07'), id.day('2026-09-08')]
const clerk = { by: people.clerk, device: '' } as const

let hub: TestHub
let office: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  office = await hub.device('office')
})
afterEach(() => hub.close())

async function ask(year: string, by = people.clerk, device = office) {
  const headers = { Authorization: await device.bearer(), 'Tongke-By': by }
  return openApp(hub).request(`/api/office/log/years/${year}`, { headers })
}

async function packed(year = '2026') {
  const files = unzipSync(new Uint8Array(await (await ask(year)).arrayBuffer()))
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array())
  return { text, year: JSON.parse(text('summary.json')) as Year } // as the hub has just written it
}

/** What happens in a year: forms, a withdrawal, an erasure, a photo that is refused, and an export. */
async function aYear(): Promise<void> {
  const forms = [people.ann, people.bo].map((person, n) => ({ person, form: `家-${n}` }))
  await keepWord(hub, three, { is: 'signed', date: monday, scope: ['name'], instead: true, forms }, clerk)
  await keepWord(hub, three, { is: 'withdrawn', person: people.bo, form: '家-1', day: tuesday }, clerk)
  const tablet = await hub.device('tablet')
  const shown = { class: three, assignment: id.assignment('a'), pupils: [people.bo], bytes: 1, shows: 'pupil' } as const
  tablet.records(
    homeworkPhotographed({ ...shown, pupils: [...shown.pupils], photo: id.blob('a'), thumbnail: id.blob('b') }),
    people.bo,
  )
  await tablet.delivers()
  await note(hub.db, { ...clerk, act: 'roster.exported', about: { schools: 3 } }, hub.now())
  office.records(personErased({ person: people.cy, day: tuesday }), people.clerk)
  await office.delivers()
}

test('a year counts what was erased, agreed to, withdrawn, taken out and refused, and says that nobody tampered', async () => {
  await aYear()
  const { year, text } = await packed()
  expect(year).toMatchObject({
    year: 2026,
    check: { ok: true, notes: 5 },
    erased: 1,
    forms: { signed: 2, refused: 0, withdrawn: 1 },
    register: { pupils: 2, name: 1, photo: 0, without: 0 },
    refused: [['no-photo-consent', 1]],
  })
  expect(Object.fromEntries(year.acts.map(({ act, times }) => [act, times]))).toEqual({
    'consent.signed': 1,
    'consent.withdrawn': 1,
    'person.erased': 1,
    'roster.exported': 1,
    'log.packed': 1,
  })
  expect(text('summary.csv')).toContain('次数：登记了 2 份同意书,1')
})

test('has the log of that year alone, line by line, and names nobody but the office', async () => {
  await note(hub.db, { ...clerk, act: 'log.read', about: {} }, momentOf(id.day('2025-12-31'), '23:59'))
  await aYear()
  const { text } = await packed()
  const lines = text('log.csv').trim().split('\r\n')
  expect(lines).toHaveLength(1 + 5)
  expect(lines[1]).toContain('登记了 2 份同意书')
  expect(lines[1]).toContain(',clerk,')
  for (const pupil of ['家-0', 'ann']) expect(text('log.csv')).not.toContain(pupil)
  expect((await packed('2025')).text('log.csv').trim().split('\r\n')).toHaveLength(1 + 1)
  expect((await packed('2024')).text('log.csv').trim().split('\r\n')).toHaveLength(1)
})

test('says so when somebody has tampered with the log', async () => {
  await aYear()
  await hub.db.updateTable('audit').set({ by: people.host }).where('n', '=', 2).execute()
  const { text, year } = await packed()
  expect(year.check).toEqual({ ok: false, n: 2 })
  expect(text('readme.txt')).toContain('从第 2 条起有人改过或删过')
})

test('is for the office alone, is noted itself, and of years alone', async () => {
  expect((await ask('2026', people.teacher)).status).toBe(403)
  expect((await ask('2026', people.clerk, await hub.device('panel'))).status).toBe(403)
  expect((await ask('26')).status).toBe(400)
  expect((await ask('2026')).headers.get('Content-Disposition')).toContain('audit-2026.zip')
  const [last] = await notesBefore(hub.db, 1e9, 1)
  expect(last).toMatchObject({ act: 'log.packed', by: people.clerk, about: { year: 2026 } })
})

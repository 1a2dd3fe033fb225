import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId } from '../../core/facts/ids.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { countyOffice } from '../../core/people/places.ts'
import { ConsentClass, ConsentClasses, ConsentMissing, type ConsentWord } from '../../core/reports/consent-register.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import {
  id,
  openSmallCounty,
  openTestHub,
  people,
  type TestDevice,
  type TestHub,
  three,
} from '../../test/hubs/small-county.ts'
import { notesBefore } from '../audit/log.ts'
import { openApp } from '../http/app.ts'
import { personIdOf } from '../roster/identity.ts'
import { bringIn, county, exported, preview, type Sheets } from '../roster/roster.fixture.ts'

let hub: TestHub
let office: TestDevice
let by: PersonId
afterEach(() => hub.close())

async function ask(path: string, word?: unknown, device = office, who = by) {
  return openApp(hub).request(`/api/office/consent/${path}`, {
    method: word === undefined ? 'GET' : 'POST',
    headers: { Authorization: await device.bearer(), 'Tongke-By': who, 'Content-Type': 'application/json' },
    ...(word !== undefined && { body: JSON.stringify(word) }),
  })
}
const list = async () => v.parse(ConsentClass, await (await ask('classes/three')).json())
/** What came of it: 200, or why not. */
async function say(word: ConsentWord): Promise<unknown> {
  const answer = await ask('classes/three', word)
  return answer.status === 200 ? 200 : ((await answer.json()) as { why: string }).why
}
const member = (person: string) => hub.row(rowKey('member', three, person))
const formsOf = async (person: string) => (await list()).pupils.find((one) => one.person === person)?.forms
const [monday, today] = [id.day('2026-09-07'), id.day('2026-09-08')]
type Signed = Extract<ConsentWord, { is: 'signed' }>
const signed = (forms: Record<string, string>, more: Partial<Signed> = {}): Signed => ({
  ...{ is: 'signed', date: monday, scope: ['name', 'photo'], instead: true },
  forms: Object.entries(forms).map(([person, form]) => ({ person: id.person(person), form })),
  ...more,
})

describe('at the office’s desk', () => {
  beforeEach(async () => {
    hub = await openSmallCounty()
    office = await hub.device('office')
    by = people.clerk
  })

  test('a class’s forms are entered at once: devices get names and photos, and whoever misses one is told apart', async () => {
    expect(await say(signed({ ann: '家-1', bo: '家-2' }))).toBe(200)
    expect((await list()).pupils).toMatchObject([
      { person: 'ann', name: 'ann', named: true, forms: [{ form: '家-1', date: monday, scope: ['name', 'photo'] }] },
      { person: 'bo', name: 'bo', named: true, forms: [{ form: '家-2' }] },
    ])
    expect(await member('ann')).toMatchObject({ name: 'ann', photos: [{ from: monday }] })
    const { classes } = v.parse(ConsentClasses, await (await ask('classes')).json())
    expect(classes).toMatchObject([
      { class: 'four', schoolName: '高台教学点', pupils: 1, without: 1, name: 0, photo: 0 },
      { class: 'three', schoolName: '青山教学点', pupils: 2, without: 0, name: 2, photo: 2 },
    ])
    const missing = v.parse(ConsentMissing, await (await ask('missing')).json())
    expect(missing.classes).toEqual([
      { className: 'four', schoolName: '高台教学点', pupils: [{ number: 1, name: 'cy' }] },
    ])
    expect(v.parse(ConsentMissing, await (await ask('missing?school=point')).json()).classes).toEqual([])
  })

  test('what is agreed to without the name leaves a seat number on devices, and the name comes back whole', async () => {
    await say(signed({ ann: '家-1' }, { scope: ['photo'] }))
    expect(await member('ann')).toMatchObject({ name: '1 号', photos: [{ from: monday }] })
    expect((await list()).pupils[0]).toMatchObject({ name: 'ann', named: false })
    await say(signed({ ann: '家-2' }, { scope: ['name'], date: today }))
    expect(await member('ann')).toEqual(
      expect.objectContaining({ name: 'ann', photos: [{ from: monday, until: monday }] }),
    )
  })

  test('a withdrawal takes effect from its day on', async () => {
    await say(signed({ ann: '家-1' }))
    expect(await say({ is: 'withdrawn', person: people.ann, form: '家-1', day: today })).toBe(200)
    expect(await member('ann')).toMatchObject({ name: '1 号', photos: [{ from: monday, until: monday }] })
    expect(await formsOf('ann')).toMatchObject([{ form: '家-1', withdrawn: today }])
  })

  test('a new form goes for the ones before, if the office says so', async () => {
    await say(signed({ ann: '家-1' }))
    await say(signed({ ann: '家-2' }, { date: today, scope: ['name'], instead: false }))
    expect(await formsOf('ann')).toMatchObject([{ form: '家-1' }, { form: '家-2' }])
    expect(await member('ann')).toMatchObject({ photos: [{ from: monday }] })
    await say(signed({ ann: '家-3' }, { date: today, scope: [] }))
    expect(await member('ann')).toMatchObject({ name: '1 号' })
    expect(await formsOf('ann')).toMatchObject([
      { form: '家-1', withdrawn: today },
      { form: '家-2', withdrawn: today },
      { form: '家-3', scope: [] },
    ])
    // They were asked and said no: nobody has to run after them.
    expect(JSON.stringify(await (await ask('missing')).json())).not.toContain('ann')
  })

  test('names that nobody has agreed to go from devices when the office says so, and come back with a form', async () => {
    await say(signed({ bo: '家-2' }))
    expect(await say({ is: 'seated' })).toBe(200)
    expect([await member('ann'), await member('bo')]).toMatchObject([{ name: '1 号' }, { name: 'bo' }])
    expect((await list()).pupils[0]).toMatchObject({ name: 'ann', named: false, forms: [] })
    expect((await notesBefore(hub.db, 1e9, 2))[1]).toMatchObject({
      act: 'consent.seated',
      about: { class: 'three', pupils: 1 },
    })
    await say(signed({ ann: '家-1' }))
    expect(await member('ann')).toMatchObject({ name: 'ann' })
  })

  test('a slip is corrected, and a form of another child struck out', async () => {
    await say(signed({ ann: '家-1', bo: '家-2' }))
    const to = { form: '家-11', date: today, scope: ['name' as const] }
    expect(await say({ is: 'corrected', person: people.ann, form: '家-1', to })).toBe(200)
    expect(await formsOf('ann')).toMatchObject([to])
    expect(await member('ann')).not.toHaveProperty('photos')
    expect(await say({ is: 'struck', person: people.bo, form: '家-2' })).toBe(200)
    expect(await formsOf('bo')).toEqual([])
    expect(await member('bo')).toMatchObject({ name: '2 号' })
    expect(await say(signed({ bo: '家-2' }))).toBe(200)
    expect(await member('bo')).toMatchObject({ name: 'bo' })
  })

  test.each([
    ['a child of another class', signed({ cy: '家-1' }), 'no-such-child'],
    ['a teacher', signed({ teacher: '家-1' }), 'no-such-child'],
    ['a day that is still to come', signed({ ann: '家-1' }, { date: id.day('2026-09-09') }), 'in-the-future'],
    ['an identity number', signed({ ann: '610101199001011234' }), 'identity-number'],
    ['a form that is there', signed({ ann: '家-0' }), 'form-known'],
    ['a form that is not there', { is: 'struck', person: people.ann, form: '家-9' }, 'no-such-form'],
    [
      'a withdrawal before the signature',
      { is: 'withdrawn', person: people.ann, form: '家-0', day: id.day('2026-09-06') },
      'ends-before-it-begins',
    ],
    [
      'a correction to a form that is there',
      { is: 'corrected', person: people.ann, form: '家-0', to: { form: '家-00', date: monday, scope: [] } },
      'form-known',
    ],
  ] as [string, ConsentWord, string][])('%s is refused, and nothing is written', async (_, word, why) => {
    await say(signed({ ann: '家-0' }))
    await say(signed({ ann: '家-00' }))
    const before = await list()
    expect(
      await say({ ...word, ...(word.is === 'signed' && { forms: [...signed({ bo: '家-5' }).forms, ...word.forms] }) }),
    ).toBe(why)
    expect(await list()).toEqual(before)
  })

  test('a child who was added in the room has to be matched first', async () => {
    const panel = await hub.device('panel')
    const child = { class: three, person: id.person('kid'), name: 'kid', picture: '', number: 9, from: monday }
    await panel.delivers([panel.records(pupilAdded(child), people.aide)])
    expect((await list()).pupils.find(({ person }) => person === 'kid')).toMatchObject({ added: true })
    expect(await say(signed({ kid: '家-1' }))).toBe('no-such-child')
  })

  test('only the office sees and writes it, and the log has it without a name or a form', async () => {
    const panel = await hub.device('panel')
    expect((await ask('classes', undefined, panel)).status).toBe(403)
    expect((await ask('classes/three', signed({ ann: '家-1' }), office, people.teacher)).status).toBe(403)
    await say(signed({ ann: '家-1' }))
    await say({ is: 'withdrawn', person: people.ann, form: '家-1', day: today })
    await list()
    await ask('missing')
    expect((await notesBefore(hub.db, 1e9, 9)).map(({ act, about }) => [act, about])).toEqual([
      ['consent.missing-listed', { pupils: 2 }],
      ['consent.listed', { class: 'three', pupils: 2 }],
      ['consent.withdrawn', { class: 'three', person: 'ann' }],
      ['consent.signed', { class: 'three', forms: 1 }],
    ])
  })
})

describe('beside the roster', () => {
  const users = (...lines: string[]): Sheets => ({
    ...county,
    users: [
      `${county.users?.[0]},metadata.consentWithdrawn`,
      ...lines,
      't1,何老师,,,,,',
      't2,周老师,,,,,',
      'o1,韩主任,,,,,',
    ],
  })
  const agreed = users('p1,禾苗,,C-1,2026-09-01,姓名、照片,', 'p2,小满,,C-2,2026-09-01,姓名,', 'p3,谷雨,,,,,')
  const noted = async (sheets: Sheets) => {
    const shown = await preview(hub, sheets)
    if (shown.is !== 'ready') throw new Error(shown.is)
    return shown.preview.notes.filter(({ what }) => what === 'office-form').flatMap(({ names }) => names)
  }
  let p1 = ''
  let p2 = ''
  beforeEach(async () => {
    hub = await openTestHub()
    await bringIn(hub, agreed)
    const desk = { place: id.place('office'), kind: 'office', title: 'office', classes: [countyOffice] } as const
    await hub.recorder.record([placeDescribed({ ...desk, classes: [...desk.classes] })])
    office = await hub.device('office')
    p1 = personIdOf('p1', hub.secret)
    p2 = personIdOf('p2', hub.secret)
    by = personIdOf('o1', hub.secret)
  })

  test('what the office wrote down stands, whatever an older list says, and the preview tells so', async () => {
    const to = { form: 'C-1', date: id.day('2026-09-02'), scope: ['name' as const] }
    await say({ is: 'corrected', person: id.person(p1), form: 'C-1', to })
    await say({ is: 'struck', person: id.person(p2), form: 'C-2' })
    expect(await noted(agreed)).toEqual(['C-1', 'C-2'])
    expect(await bringIn(hub, agreed)).toBe(0)
    expect(await member(p1)).toMatchObject({ name: '禾苗' })
    expect(await member(p1)).not.toHaveProperty('photos')
    expect(await member(p2)).toMatchObject({ name: '2 号' })
  })

  test('another form, and a withdrawal of any, count from a list as well', async () => {
    await say({ is: 'struck', person: id.person(p2), form: 'C-2' })
    const to = { form: 'C-1', date: id.day('2026-09-05'), scope: ['name' as const] }
    await say({ is: 'corrected', person: id.person(p1), form: 'C-1', to })
    await bringIn(
      hub,
      users('p1,禾苗,,C-1,2026-09-01,姓名,2026-09-03', 'p2,小满,,C-7,2026-09-01,姓名,', 'p3,谷雨,,,,,'),
    )
    expect(await member(p1)).toMatchObject({ name: '1 号' })
    expect(await formsOf(p1)).toMatchObject([{ date: '2026-09-05', withdrawn: '2026-09-05', source: 'office' }])
    expect(await member(p2)).toMatchObject({ name: '小满' })
  })

  test('a name that the office takes off devices stays in the roster’s export', async () => {
    await say({ is: 'withdrawn', person: id.person(p1), form: 'C-1', day: today })
    expect(await member(p1)).toMatchObject({ name: '1 号' })
    expect((await exported(hub)).users).toContainEqual(
      expect.objectContaining({ sourcedId: 'p1', name: '禾苗', 'metadata.consentWithdrawn': today }),
    )
  })
})

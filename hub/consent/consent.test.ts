import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BlobHash } from '../../core/facts/ids.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { addDays, dayOf } from '../../core/school/day.ts'
import {
  id,
  openSmallCounty,
  openTestHub,
  people,
  type TestDevice,
  type TestHub,
  three,
} from '../../test/hubs/small-county.ts'
import { openApp } from '../http/app.ts'
import { personIdOf } from '../roster/identity.ts'
import { bringIn, county, exported, preview, type Sheets } from '../roster/roster.fixture.ts'

let hub: TestHub
afterEach(() => hub.close())

describe('a roster with consents', () => {
  beforeEach(async () => {
    hub = await openTestHub()
  })

  /** The county, with people otherwise. */
  const withUsers = (...lines: string[]): Sheets => ({
    ...county,
    users: [
      `${county.users?.[0]},metadata.consentWithdrawn`,
      ...lines,
      't1,何老师,,,,,',
      't2,周老师,,,,,',
      'o1,韩主任,,,,,',
    ],
  })
  const bare = withUsers('p1,禾苗,,,,,', 'p2,小满,,,,,', 'p3,谷雨,,,,,')
  const agreed = withUsers('p1,禾苗,,C-1,2026-09-01,姓名、照片,', 'p2,小满,,,,,', 'p3,谷雨,,C-3,2026-09-01,照片,')
  const member = (classId: string, sourcedId: string) =>
    hub.row(rowKey('member', classId, personIdOf(sourcedId, hub.secret)))
  const facts = async () => JSON.stringify(await hub.db.selectFrom('fact').select('body').execute())

  test('tells devices no name without one: seat numbers stand in its place, and the preview says how many', async () => {
    expect(await preview(hub, bare)).toMatchObject({ is: 'ready', preview: { seats: { all: 3, losing: 0 } } })
    await bringIn(hub, bare)
    expect(await member('three', 'p1')).toMatchObject({ name: '1 号', number: 1 })
    expect(await member('three', 't1')).toMatchObject({ name: '何老师' })
    expect(await facts()).not.toMatch(/禾苗|小满|谷雨/)
    expect(await bringIn(hub, bare)).toBe(0)
  })

  test('gives the name back with the consent, takes it away with the withdrawal, and never loses it', async () => {
    await bringIn(hub, bare)
    await bringIn(hub, agreed)
    expect(await member('three', 'p1')).toMatchObject({ name: '禾苗', photos: [{ from: '2026-09-01' }] })
    expect(await member('three', 'p2')).toMatchObject({ name: '2 号' })
    expect(await member('four', 'p3')).toMatchObject({ name: '1 号', photos: [{ from: '2026-09-01' }] })
    const withdrawn = withUsers('p1,禾苗,,C-1,2026-09-01,姓名、照片,2026-09-07')
    expect(await preview(hub, withdrawn)).toMatchObject({ preview: { seats: { losing: 1 } } })
    await bringIn(hub, withdrawn)
    expect(await member('three', 'p1')).toMatchObject({
      name: '1 号',
      photos: [{ from: '2026-09-01', until: '2026-09-06' }],
    })
    // An older list that does not know of the withdrawal does not undo it; another form does.
    await bringIn(hub, agreed)
    expect(await member('three', 'p1')).toMatchObject({ name: '1 号' })
    await bringIn(hub, withUsers('p1,禾苗,,C-9,2026-09-08,姓名,'))
    expect(await member('three', 'p1')).toMatchObject({ name: '禾苗' })
    expect((await exported(hub)).users.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['禾苗', '小满', '谷雨']),
    )
  })

  test('is exported as it came in', async () => {
    await bringIn(hub, agreed)
    expect((await exported(hub)).users).toContainEqual(
      expect.objectContaining({
        sourcedId: 'p3',
        name: '谷雨',
        'metadata.consentForm': 'C-3',
        'metadata.consentDate': '2026-09-01',
        'metadata.consentScope': 'photo',
      }),
    )
  })

  test('gives a seat number to who has none, and keeps it', async () => {
    const enrollments = (county.enrollments ?? []).map((line) => line.replace(/student,\d/, 'student,'))
    await bringIn(hub, { ...bare, enrollments })
    const seats = await Promise.all(['p1', 'p2'].map((one) => member('three', one)))
    expect(seats).toMatchObject([
      { name: '1 号', number: 1 },
      { name: '2 号', number: 2 },
    ])
    expect(await bringIn(hub, { ...bare, enrollments })).toBe(0)
  })

  test.each([
    ['a form without its day', 'p1,禾苗,,C-1,,姓名,', 'empty'],
    ['a form without what was agreed to', 'p1,禾苗,,C-1,2026-09-01,,', 'empty'],
    ['a day without a form', 'p1,禾苗,,,2026-09-01,姓名,', 'empty'],
    ['a signature of tomorrow', 'p1,禾苗,,C-1,2026-09-09,姓名,', 'in-the-future'],
    ['a withdrawal before the signature', 'p1,禾苗,,C-1,2026-09-01,姓名,2026-08-01', 'ends-before-it-begins'],
    ['a word that is no consent', 'p1,禾苗,,C-1,2026-09-01,都行,', 'not-a-choice'],
    ['an identity number as the form’s', 'p1,禾苗,,610101199001011234,2026-09-01,姓名,', 'identity-number'],
  ])('is refused with %s', async (_, line, what) => {
    expect(await preview(hub, withUsers(line, 'p2,小满,,,,,', 'p3,谷雨,,,,,'))).toMatchObject({
      is: 'faults',
      faults: [{ what }],
    })
  })
})

describe('a photo over HTTP', () => {
  let app: Hono
  let tablet: TestDevice
  beforeEach(async () => {
    hub = await openSmallCounty()
    app = openApp(hub)
    tablet = await hub.device('tablet')
  })

  const bytes = new TextEncoder().encode('a child sings')
  const hash = v.parse(BlobHash, createHash('sha256').update(bytes).digest('hex'))
  const photographed = (shows?: 'pupil') =>
    homeworkPhotographed({
      ...{ class: three, assignment: id.assignment('a1'), pupils: [people.ann, people.bo], photo: hash },
      ...{ bytes: bytes.length, thumbnail: id.blob('b'), ...(shows && { shows }) },
    })
  const send = async (method: string) => {
    const headers = {
      Authorization: await tablet.bearer(),
      ...(method === 'PATCH' && {
        'Content-Type': 'image/jpeg',
        'Content-Range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
      }),
    }
    const body = method === 'PATCH' ? { body: bytes } : {}
    return (await app.fetch(new Request(`http://hub/api/blobs/${hash}`, { method, headers, ...body }))).status
  }
  /** Bo's guardians agreed on 1 September, and take it back from today on. */
  const withdraw = () => {
    const [from, today] = [id.day('2026-09-01'), dayOf(hub.now())]
    const bo = { class: three, person: people.bo, name: 'bo', picture: 'sun', role: 'pupil', number: 2, from } as const
    return hub.recorder.record([memberEnrolled({ ...bo, photos: [{ from, until: addDays(today, -1) }] })])
  }

  test('of children who may be seen arrives', async () => {
    tablet.records(photographed('pupil'), people.ann)
    expect((await tablet.delivers()).refused).toEqual([])
    expect([await send('HEAD'), await send('PATCH')]).toEqual([204, 204])
  })

  test('of one who may not is refused with its bytes, and one of the same child’s work on paper arrives', async () => {
    await withdraw()
    tablet.records(photographed('pupil'), people.ann)
    expect((await tablet.delivers()).refused).toEqual([{ seq: 1, why: 'no-photo-consent' }])
    expect([await send('HEAD'), await send('PATCH')]).toEqual([403, 403])
    expect(await hub.blobs.info(hash)).toBeUndefined()
    tablet.records(photographed(), people.ann)
    expect((await tablet.delivers(tablet.facts.slice(1))).refused).toEqual([])
    expect(await send('PATCH')).toBe(204)
  })

  test('that was taken while guardians agreed arrives after they have taken it back', async () => {
    tablet.records(photographed('pupil'), people.ann, hub.now() - 24 * 60 * 60_000)
    await withdraw()
    expect((await tablet.delivers()).refused).toEqual([])
    expect(await send('PATCH')).toBe(204)
  })
})

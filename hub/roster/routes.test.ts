import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { countyOffice } from '../../core/people/places.ts'
import type { RosterUpload } from '../../core/roster/preview.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { notesBefore } from '../audit/log.ts'
import { openApp } from '../http/app.ts'
import { filesOf, county as roster, type Sheets } from './roster.fixture.ts'

/** With who works in the office already. */
const county: Sheets = {
  ...roster,
  users: [...(roster.users ?? []), `${people.clerk},罗主任,,,,`, 'colleague,林主任,,,,'],
  enrollments: [
    ...(roster.enrollments ?? []),
    `county,${people.clerk},administrator,`,
    'county,colleague,administrator,',
  ],
}

let hub: TestHub
let office: TestDevice
let app: ReturnType<typeof openApp>
beforeEach(async () => {
  hub = await openSmallCounty()
  office = await hub.device('office')
  app = openApp(hub)
})
afterEach(() => hub.close())

interface Asked {
  method?: string
  body?: BodyInit
  headers?: Record<string, string>
  device?: TestDevice
  by?: string
}

async function ask(path: string, { method, body, headers, device = office, by = people.clerk }: Asked = {}) {
  return app.request(`/api/office/roster/${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { Authorization: await device.bearer(), ...(by && { 'Tongke-By': by }), ...headers },
    ...(body !== undefined && { body }),
  })
}

const json = { 'Content-Type': 'application/json' }
const said = async (answer: Response) => [answer.status, await answer.json()]
const importOf = (preview: string, more: Asked = {}) =>
  ask('import', { body: JSON.stringify({ preview }), headers: json, ...more })

function formOf(files = filesOf(county)): FormData {
  const form = new FormData()
  for (const { name, bytes } of files) form.append('files', new File([bytes], name))
  return form
}

async function preview(more: Asked = {}): Promise<RosterUpload> {
  const answer = await ask('preview', { body: formOf(), ...more })
  expect(answer.status).toBe(200)
  return (await answer.json()) as RosterUpload // as the hub's own schema has it
}

const facts = () => hub.db.selectFrom('fact').select('device').execute()

/** Another clerk of the same office. */
async function colleague(): Promise<string> {
  const person = id.person('colleague')
  const from = id.day('2026-08-31')
  await hub.recorder.record([
    memberEnrolled({ class: countyOffice, person, name: '林', picture: '', role: 'office', number: 0, from }),
  ])
  return person
}

describe('an office', () => {
  test('looks at a roster, brings it in and takes it out again; each is noted', async () => {
    const shown = await preview()
    expect(shown).toMatchObject({ is: 'ready', anew: false })
    const before = await facts()
    const imported = await importOf(shown.id)
    expect(await said(imported)).toMatchObject([200, { is: 'imported' }])
    expect((await facts()).length).toBeGreaterThan(before.length)
    const out = await ask('export')
    expect([out.headers.get('Content-Type'), out.headers.get('Cache-Control')]).toEqual(['application/zip', 'no-store'])
    const files = unzipSync(new Uint8Array(await out.arrayBuffer()))
    expect(Object.keys(files).sort()).toEqual(
      [
        'academicSessions',
        'bells',
        'calendar',
        'classes',
        'enrollments',
        'hosted-courses',
        'orgs',
        'pairs',
        'timetable',
        'users',
      ].map((one) => `${one}.csv`),
    )
    expect(strFromU8(files['users.csv'] ?? new Uint8Array())).toContain('禾苗')
    const acts = (await notesBefore(hub.db, 1e9, 9)).map(({ act, by }) => [act, by])
    expect(acts).toEqual(['roster.exported', 'roster.imported', 'roster.previewed'].map((act) => [act, people.clerk]))
  })

  test('is answered at once where it asks for that, and then told how far it has come', async () => {
    const answer = await ask('preview', { body: formOf(), headers: { Prefer: 'respond-async' } })
    const [status, state] = await said(answer)
    expect([status, state.is]).toEqual([202, 'reading'])
    const later = await ask(`preview/${state.id}`)
    expect(['reading', 'ready']).toContain((await later.json()).is)
    await ask(`preview/${state.id}`, { method: 'DELETE' })
  })

  test('finds what it looks at again after a reload, and nobody else does', async () => {
    const none = [200, {}]
    expect(await said(await ask('preview'))).toEqual(none)
    const shown = await preview()
    expect(await said(await ask('preview'))).toEqual([200, { upload: shown }])
    expect(await said(await ask('preview', { by: await colleague() }))).toEqual(none)
    const anew = await preview()
    await importOf(anew.id)
    expect(await said(await ask('preview'))).toMatchObject([200, { upload: { is: 'imported', id: anew.id } }])
    await ask(`preview/${anew.id}`, { method: 'DELETE' })
    expect(await said(await ask('preview'))).toEqual(none)
  })

  test('gets templates that are read as they are, and change nothing', async () => {
    for (const [path, type] of [
      ['template.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['template.zip', 'application/zip'],
    ] as const) {
      const template = await ask(path)
      expect(template.headers.get('Content-Type')).toBe(type)
      const body = await template.arrayBuffer()
      const shown = await ask('preview', { body, headers: { 'Content-Type': type } })
      expect(await said(shown)).toMatchObject([200, { is: 'ready', preview: { tables: [], rows: expect.any(Number) } }])
    }
  })

  test('can stop what it looks at, and then there is nothing to bring in', async () => {
    const { id: one } = await preview()
    expect((await ask(`preview/${one}`, { method: 'DELETE' })).status).toBe(200)
    expect(await said(await ask(`preview/${one}`))).toEqual([404, { why: 'no-such-preview' }])
    expect(await said(await importOf(one))).toEqual([404, { why: 'no-such-preview' }])
  })
})

describe('what is sent', () => {
  test.each([
    ['nothing', new Uint8Array(), {}, [400, { why: 'no-files' }]],
    ['a form without files', new FormData(), {}, [400, { why: 'no-files' }]],
    [
      'a form that is cut off',
      '--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nsour',
      { 'Content-Type': 'multipart/form-data; boundary=x' },
      [400, { why: 'no-files' }],
    ],
    [
      'a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]),
      {},
      [200, { is: 'faults', faults: [{ what: 'broken-file' }] }],
    ],
    ['JSON', '{"users":[]}', json, [200, { is: 'faults', faults: [{ what: 'no-table' }] }]],
    ['a web page', '<html><body>请登录</body></html>', {}, [200, { is: 'faults', faults: [{ what: 'no-table' }] }]],
    ['more than may be', new Uint8Array(48 * 1024 * 1024 + 1), {}, [413, { why: 'too-large' }]],
  ] as const)('is told what it is: %s', async (_, body, headers, expected) => {
    const before = await facts()
    expect(
      await said(await ask('preview', { body: body as BodyInit, headers: headers as Record<string, string> })),
    ).toMatchObject([...expected])
    expect(await facts()).toEqual(before)
  })

  test('may not put out who sends it', async () => {
    const without = {
      ...county,
      enrollments: (county.enrollments ?? []).filter((line) => !line.includes(people.clerk)),
    }
    expect(await preview({ body: formOf(filesOf(without)) })).toMatchObject({
      is: 'faults',
      faults: [{ file: 'enrollments.csv', what: 'puts-yourself-out' }],
    })
    expect(await preview({ body: formOf(filesOf(without)), by: await colleague() })).toMatchObject({ is: 'ready' })
  })

  test.each(['', '{}', '{"preview":7}', '{"preview":"../../etc"}'])('is no preview’s name: %j', async (body) => {
    expect(await said(await ask('import', { body, headers: json }))).toEqual([400, { why: 'malformed' }])
  })
})

describe('twice at once', () => {
  test('asked to bring it in, it is brought in once, and both are told so', async () => {
    const shown = await preview()
    const both = await Promise.all([importOf(shown.id), importOf(shown.id)])
    const [first, second] = await Promise.all(both.map((one) => one.json()))
    expect(first).toMatchObject({ is: 'imported' })
    expect(second).toEqual(first)
    expect((await notesBefore(hub.db, 1e9, 9)).filter(({ act }) => act === 'roster.imported')).toHaveLength(1)
  })

  test('sent, the later one counts, and the other is gone', async () => {
    const early = await ask('preview', { body: formOf(), headers: { Prefer: 'respond-async' } })
    const { id: first } = (await early.json()) as RosterUpload // as the hub's own schema has it
    const shown = await preview()
    expect(shown).toMatchObject({ is: 'ready' })
    expect(await said(await importOf(first))).toEqual([404, { why: 'no-such-preview' }])
    expect(await said(await importOf(shown.id))).toMatchObject([200, { is: 'imported' }])
  })
})

describe('nobody else', () => {
  test('of the office sees what somebody looks at, stops it, or brings it in', async () => {
    const by = await colleague()
    const shown = await preview()
    const none = [404, { why: 'no-such-preview' }]
    expect(await said(await ask(`preview/${shown.id}`, { by }))).toEqual(none)
    expect(await said(await importOf(shown.id, { by }))).toEqual(none)
    expect(await said(await ask(`preview/${shown.id}/back`, { by, body: '{"keys":[]}', headers: json }))).toEqual(none)
    await ask(`preview/${shown.id}`, { by, method: 'DELETE' })
    expect(await said(await importOf(shown.id))).toMatchObject([200, { is: 'imported' }])
  })

  test.each([
    ['preview', { body: 'x' }],
    ['import', { body: '{"preview":"a"}', headers: json }],
    ['export', {}],
    ['template.xlsx', {}],
  ] as const)('gets at it: %s', async (path, asked) => {
    const panel = await hub.device('panel')
    expect(await said(await ask(path, { ...asked, device: panel }))).toEqual([403, { why: 'not-for-this-place' }])
    expect(await said(await ask(path, { ...asked, by: '' }))).toEqual([403, { why: 'not-of-the-office' }])
    expect(await said(await ask(path, { ...asked, by: people.teacher }))).toEqual([403, { why: 'not-of-the-office' }])
    const nobody = await app.request(`/api/office/roster/${path}`, { method: 'body' in asked ? 'POST' : 'GET' })
    expect([nobody.status, nobody.headers.get('Tongke-Nonce')]).toEqual([401, expect.any(String)])
    expect(await notesBefore(hub.db, 1e9, 9)).toEqual([])
  })
})

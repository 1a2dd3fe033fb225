import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rowKey } from '../../core/rows/row-key.ts'
import { openTestHub, type TestHub } from '../../test/hubs/small-county.ts'
import { personIdOf } from './identity.ts'
import { actor } from './roster.fixture.ts'
import { Uploads } from './uploads.ts'

/** A district as another program writes it by OneRoster 1.2 (CSV binding, section 4): every column, every field quoted. */
const files: Readonly<Record<string, readonly (readonly string[])[]>> = {
  manifest: [
    ['propertyName', 'value'],
    ['manifest.version', '1.0'],
    ['oneroster.version', '1.2'],
    ...['academicSessions', 'classes', 'courses', 'enrollments', 'orgs', 'users', 'roles', 'demographics'].map(
      (one) => [`file.${one}`, 'bulk'],
    ),
    ['file.results', 'absent'],
    ['source.systemName', 'Some Other System'],
  ],
  academicSessions: [
    [
      'sourcedId',
      'status',
      'dateLastModified',
      'title',
      'type',
      'startDate',
      'endDate',
      'parentSourcedId',
      'schoolYear',
    ],
    ['y', '', '', '2026-2027', 'schoolYear', '2026-08-31', '2027-07-11', '', '2027'],
    ['t1', '', '', 'Autumn', 'semester', '2026-08-31', '2027-01-17', 'y', '2027'],
    ['t2', '', '', 'Spring', 'semester', '2027-02-22', '2027-07-11', 'y', '2027'],
    ['g1', '', '', 'Quarter 1', 'gradingPeriod', '2026-08-31', '2026-11-08', 't1', '2027'],
  ],
  orgs: [
    ['sourcedId', 'status', 'dateLastModified', 'name', 'type', 'identifier', 'parentSourcedId'],
    ['d', '', '', 'Qinghe District', 'district', '', ''],
    ['main', '', '', 'Central Primary', 'school', '2161900001', 'd'],
    ['dept', '', '', 'Music Department', 'department', '', 'main'],
  ],
  courses: [
    [
      'sourcedId',
      'status',
      'dateLastModified',
      'schoolYearSourcedId',
      'title',
      'courseCode',
      'grades',
      'orgSourcedId',
      'subjects',
      'subjectCodes',
    ],
    ['co', '', '', 'y', 'Grade 3', 'G3', '03', 'main', '', ''],
  ],
  classes: [
    [
      'sourcedId',
      'status',
      'dateLastModified',
      'title',
      'grades',
      'courseSourcedId',
      'classCode',
      'classType',
      'location',
      'schoolSourcedId',
      'termSourcedIds',
      'subjects',
      'subjectCodes',
      'periods',
    ],
    ['c3', '', '', 'Grade 3, "room 1"', '', 'co', '', 'homeroom', '', 'main', 't1', '', '', '1,2'],
    ['kg', '', '', 'Kindergarten', 'KG', '', '', 'homeroom', '', 'main', 't1', '', '', '1,2'],
    ['ph', '', '', 'Physics', '10,11', '', '', 'scheduled', '', 'main', 't1', '', '', '1,2'],
    ['old', 'tobedeleted', '', 'History', '', '', '', 'scheduled', '', 'dept', 't1', '', '', '1,2'],
  ],
  users: [
    [
      'sourcedId',
      'status',
      'dateLastModified',
      'enabledUser',
      'username',
      'userIds',
      'givenName',
      'familyName',
      'middleName',
      'identifier',
      'email',
      'sms',
      'phone',
      'agentSourcedIds',
      'grades',
      'password',
      'userMasterIdentifier',
      'resourceSourcedIds',
      'preferredGivenName',
      'preferredMiddleName',
      'preferredFamilyName',
      'primaryOrgSourcedId',
      'pronouns',
    ],
    ...[
      ['u-1', 'Shui', 'Gao'],
      ['u-2', 'Ya', 'Lin'],
      ['u-3', 'Mother', 'Gao'],
      ['u-4', '老师', '周'],
    ].map(([id = '', given = '', family = '']) => [
      id,
      '',
      '',
      'true',
      id,
      '',
      given,
      family,
      '',
      '',
      `${id}@example.org`,
      '',
      '',
      '',
      '03',
      '',
      '',
      '',
      '',
      '',
      '',
      'main',
      '',
    ]),
  ],
  roles: [
    [
      'sourcedId',
      'status',
      'dateLastModified',
      'userSourcedId',
      'roleType',
      'role',
      'beginDate',
      'endDate',
      'orgSourcedId',
      'userProfileSourcedId',
    ],
    ['r1', '', '', 'u-1', 'primary', 'student', '', '', 'main', ''],
  ],
  demographics: [
    ['sourcedId', 'status', 'dateLastModified', 'birthDate', 'sex'],
    ['u-1', '', '', '2017-05-06', 'female'],
  ],
  enrollments: [
    [
      'sourcedId',
      'status',
      'dateLastModified',
      'classSourcedId',
      'schoolSourcedId',
      'userSourcedId',
      'role',
      'primary',
      'beginDate',
      'endDate',
    ],
    ['e1', '', '', 'c3', 'main', 'u-1', 'student', '', '2026-08-31', ''],
    ['e2', '', '', 'c3', 'main', 'u-2', 'student', '', '', '2027-01-17'],
    ['e3', '', '', 'c3', 'main', 'u-4', 'teacher', 'true', '', ''],
    ['e4', '', '', 'c3', 'main', 'u-3', 'guardian', '', '', ''],
    ['e5', '', '', 'ph', 'main', 'u-4', 'teacher', 'true', '', ''],
    ['e6', '', '', 'old', 'dept', 'u-1', 'student', '', '', ''],
  ],
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const zipOf = (tables: typeof files) =>
  zipSync(
    Object.fromEntries(
      Object.entries(tables).map(([name, lines]) => [
        `${name}.csv`,
        strToU8(`${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`),
      ]),
    ),
  )

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub()
})
afterEach(() => hub.close())

async function upload(tables: typeof files) {
  const uploads = new Uploads(hub)
  const state = await uploads.state(
    (await uploads.begin([{ name: 'oneroster.zip', bytes: zipOf(tables) }], actor)) ?? '',
    actor.by,
    true,
  )
  return { state, uploads }
}

describe('another program’s OneRoster files', () => {
  test('come in as they are; what nothing is made of is told, and is nowhere', async () => {
    const { state, uploads } = await upload(files)
    if (state?.is !== 'ready') return expect.unreachable(JSON.stringify(state))
    const told = state.preview.notes.map(({ file, what, names }) => [file, what, ...names])
    expect(told).toEqual(
      expect.arrayContaining([
        ['roles.csv', 'unknown-sheet'],
        ['demographics.csv', 'unknown-sheet'],
        ['orgs.csv', 'other-orgs', 'Music Department'],
        ['enrollments.csv', 'other-roles', 'other'],
        ['classes.csv', 'bells-by-default', 'Grade 3, "room 1"'],
        ['classes.csv', 'other-stages', 'Kindergarten', 'Physics'],
      ]),
    )
    expect(await uploads.import(state.id, actor)).toMatchObject({ is: 'importing' })
    expect(await uploads.state(state.id, actor.by, true)).toMatchObject({ is: 'imported' })
    expect(await hub.row(rowKey('county', 'it'))).toMatchObject({
      name: 'Qinghe District',
      calendar: { term: 'Autumn', weeks: 20 },
    })
    expect(await hub.row(rowKey('class', 'c3'))).toMatchObject({
      name: 'Grade 3, "room 1"',
      grades: [3],
      school: 'main',
    })
    const member = (number: string) => hub.row(rowKey('member', 'c3', personIdOf(number, hub.secret)))
    // No consent is in such files: the child has no name on devices.
    expect(await member('u-1')).toMatchObject({ role: 'pupil', name: '1 号' })
    expect(await member('u-2')).toMatchObject({ until: '2027-01-17' })
    expect(await member('u-4')).toMatchObject({ role: 'teacher', name: '周老师' })
    expect(await member('u-3')).toBeUndefined()
    for (const other of ['kg', 'ph', 'old']) expect(await hub.row(rowKey('class', other))).toBeUndefined()
    const kept = JSON.stringify(await hub.db.selectFrom('fact').select('body').execute())
    for (const word of ['example.org', '2017-05-06', 'female']) expect(kept).not.toContain(word)
    const again = await upload(files)
    expect(again.state).toMatchObject({ is: 'ready', preview: { tables: [] } })
  })

  test('without what a county here must have: one sentence for each, and none for what hangs on it', async () => {
    const swap = (table: string, from: string, to: string) =>
      (files[table] ?? []).map((line) => line.map((cell) => (cell === from ? to : cell)))
    const { state } = await upload({
      ...files,
      orgs: swap('orgs', '2161900001', 'NCES-0042'),
      courses: swap('courses', '03', ''),
      academicSessions: [
        ...(files.academicSessions ?? []).slice(0, 1),
        ['y', '', '', '2026-2027', 'term', '2026-08-31', '2027-07-11', '', '2027'],
      ],
    })
    if (state?.is !== 'faults') return expect.unreachable(state?.is)
    expect(
      state.faults.map(({ file, row, what, value }) => `${file}, ${row}: ${[what, value].join(' ').trim()}`),
    ).toEqual([
      'academicSessions.csv, 2: too-many-weeks 45',
      'orgs.csv, 3: not-a-school-code NCES-0042',
      'classes.csv, 2: empty',
    ])
  })
})

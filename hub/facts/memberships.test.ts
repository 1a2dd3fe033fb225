import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { four, id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { isPostgres } from '../store/dialect.ts'
import { membershipsAsked, membershipsOf } from './memberships.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
})
afterEach(() => hub.close())

test('all memberships of somebody are found, and nobody else’s', async () => {
  const enrolled = { name: '1 号', picture: 'sun', role: 'pupil', number: 1, from: id.day('2026-08-31') } as const
  const [one, other] = [id.person('a_n'), id.person('axn')]
  await hub.recorder.record([
    memberEnrolled({ ...enrolled, class: three, person: one, until: id.day('2026-09-01') }),
    memberEnrolled({ ...enrolled, class: four, person: one }),
    memberEnrolled({ ...enrolled, class: four, person: other }),
  ])
  expect(await membershipsOf(hub.db, [one])).toEqual(['member/four/a_n', 'member/three/a_n'])
  expect(await membershipsOf(hub.db, [people.ann, other])).toEqual(['member/four/axn', 'member/three/ann'])
  expect(await membershipsOf(hub.db, [people.stranger])).toEqual([])
})

test('they are looked up, however many people a county has', async () => {
  // PostgreSQL walks a table as small as this one.
  if (isPostgres(hub.db)) return
  const { rows } = await sql`explain query plan ${membershipsAsked(hub.db, [people.ann])}`.execute(hub.db)
  expect(JSON.stringify(rows)).toContain('USING INDEX row_of_member')
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { coursePlanned } from '../../core/facts/kinds/course-planned.ts'
import { four, id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { adultsOf } from './adults.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
})
afterEach(() => hub.close())

test('a host is of the school that helps, whichever classes they teach; no child is among them', async () => {
  const host = { host: people.host, hostName: 'host', hostSchool: id.school('main'), hostSchoolName: '实验小学' }
  const course = (of: typeof three) =>
    coursePlanned({ class: of, course: id.course('music'), subject: '音乐', ...host, plan: [] })
  await hub.recorder.record([course(three), course(four)])
  const adults = await adultsOf(hub.db)
  expect(adults.find(({ person }) => person === people.host)?.school).toBe('实验小学')
  expect(adults.find(({ person }) => person === people.teacher)?.school).toBe('青山教学点')
  expect(adults.map(({ person }) => person)).not.toContain(people.ann)
})

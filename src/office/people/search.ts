import type { People, PeopleAsked } from '../../../core/reports/people.ts'

/** What was looked for, and what came of it: still there when one comes back from a person. */
export interface Search {
  asked: PeopleAsked
  found?: People
}

/** As if one had not looked for somebody whose name is to be nowhere any more, nor found them. */
export function without({ asked, found }: Search, ids: readonly string[]): Search {
  const { from: _, ...rest } = asked
  const people = found?.people.filter(({ person }) => !ids.includes(person)) ?? []
  const begun = { asked: { ...rest, find: '' } }
  return found && people.length > 0 ? { ...begun, found: { ...found, people, all: found.all - 1 } } : begun
}

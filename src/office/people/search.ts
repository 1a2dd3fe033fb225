import type { People, PeopleAsked } from '../../../core/reports/people.ts'

/** What was looked for, and what came of it: still there when one comes back from a person. */
export interface Search {
  asked: PeopleAsked
  found?: People
}

/** What was found, without somebody whose name is to be nowhere any more. */
export function without({ asked, found }: Search, ids: readonly string[]): Search {
  if (!found) return { asked }
  return { asked, found: { ...found, people: found.people.filter(({ person }) => !ids.includes(person)) } }
}

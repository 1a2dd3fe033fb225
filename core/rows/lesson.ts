import { factName } from '../facts/fact.ts'
import { type BlobHash, type FactName, type LessonId, lessonDay, type PackageId, type PersonId } from '../facts/ids.ts'
import { handsCounted } from '../facts/kinds/hands-counted.ts'
import { lessonClosed } from '../facts/kinds/lesson-closed.ts'
import { lessonOpened } from '../facts/kinds/lesson-opened.ts'
import { pageTurned } from '../facts/kinds/page-turned.ts'
import { addDays } from '../school/day.ts'
import { heads, lastOf, ofKind } from './reading.ts'
import { rowPart } from './row-key.ts'
import { table } from './table.ts'

/** `lesson/LESSON`: a lesson that really took place. Times are effective, ms since 1970. */
export interface TaughtLesson {
  opened: number
  /** Of the latest thing that happened in it, its closing included. */
  latest: number
  closed: boolean
  openedBy: PersonId | ''
  /** The last page that was turned to, from 0: where whoever comes back goes on. */
  page?: number
  package?: PackageId
  manifest?: BlobHash
}

export const taughtLessons = table<TaughtLesson>({
  name: 'lesson',
  version: 2,
  reduce(facts) {
    const opening = ofKind(lessonOpened, facts)[0]
    const latest = facts[facts.length - 1]
    if (!opening || !latest) return undefined
    const { package: packageId, manifest } = opening.body
    const page = lastOf(pageTurned, facts)?.body.page
    return {
      opened: opening.eff,
      latest: latest.eff,
      closed: lastOf(lessonClosed, facts) === latest,
      openedBy: opening.by,
      ...(page !== undefined && { page }),
      ...(packageId && { package: packageId }),
      ...(manifest && { manifest }),
    }
  },
  neededUntil: (_, key) => addDays(lessonDay(rowPart(key, 0) as LessonId), 14), // the row's key begins with it
})

/** `hands/LESSON/QUESTION`: a show of hands. Several counts are counts that did not know of each other: they add up. */
export interface Hands {
  counts: number[]
  /** What a correction has to name: every count that stands now. */
  standing: FactName[]
}

export const hands = table<Hands>({
  name: 'hands',
  version: 2,
  reduce(facts) {
    const counted = heads(ofKind(handsCounted, facts))
    if (counted.length === 0) return undefined
    const length = Math.max(...counted.map((fact) => fact.body.counts.length))
    return {
      counts: Array.from({ length }, (_, n) => counted.reduce((sum, fact) => sum + (fact.body.counts[n] ?? 0), 0)),
      standing: counted.map(factName),
    }
  },
  neededUntil: (_, key) => addDays(lessonDay(rowPart(key, 0) as LessonId), 14), // the row's key begins with it
})

import type { BlobHash, Day, PackageId } from '../../core/facts/ids.ts'
import type { Question } from '../../core/resources/kinds/quiz/quiz.ts'
import type { Practised } from '../../core/rows/practice.ts'
import { addDays, dayOf } from '../../core/school/day.ts'

/** A question that may be practised, and when its lesson was taught last (ms since 1970). */
export interface Candidate {
  package: PackageId
  manifest: BlobHash
  question: Question
  taught: number
}

/** Why a question is in the plan. wrong: it was wrong last time. new: never practised. again: so that it stays. */
export type Reason = 'wrong' | 'new' | 'again'

export interface Planned extends Candidate {
  reason: Reason
}

/** Questions a day. */
export const dailyQuestions = 8
/** What was right is asked again after so many days. */
const againAfter = 3

/** A question's name among those of all packages. */
export function practiceKey(of: { package: string; question: { id: string } }): string {
  return `${of.package}/${of.question.id}`
}

/**
 * What a pupil practises today: what was wrong before, the longest ago first; then what was never practised, the latest
 * taught first; then what was right some days ago. What was answered today is done, and counts.
 *
 * @param practised by `practiceKey`
 * @param wrongInHomework when a teacher called a question wrong (ms since 1970), by `practiceKey`
 */
export function planOf(
  candidates: readonly Candidate[],
  practised: ReadonlyMap<string, Practised>,
  wrongInHomework: ReadonlyMap<string, number>,
  today: Day,
): Planned[] {
  const doneToday = [...practised.values()].filter((one) => dayOf(one.last) >= today).length
  const planned = candidates
    .filter(({ question }) => isJudged(question))
    .flatMap((candidate): Planned[] => {
      const key = practiceKey(candidate)
      const reason = reasonFor(practised.get(key), wrongInHomework.get(key), today)
      return reason ? [{ ...candidate, reason }] : []
    })
  const before = (one: Planned) => practised.get(practiceKey(one))?.last ?? 0
  const rank: Record<Reason, number> = { wrong: 0, new: 1, again: 2 }
  return planned
    .sort((a, b) => rank[a.reason] - rank[b.reason] || before(a) - before(b) || b.taught - a.taught)
    .slice(0, Math.max(0, dailyQuestions - doneToday))
}

function reasonFor(practised: Practised | undefined, markedWrong: number | undefined, today: Day): Reason | undefined {
  if (practised && dayOf(practised.last) >= today) return undefined
  if (markedWrong !== undefined && markedWrong > (practised?.last ?? 0)) return 'wrong'
  if (!practised) return 'new'
  if (!practised.lastRight) return 'wrong'
  return addDays(dayOf(practised.last), againAfter) <= today ? 'again' : undefined
}

/** Practice says at once what is right: what only a person can judge is no practice. */
function isJudged(question: Question): boolean {
  return question.type !== 'photo' && (question.type !== 'text' || question.answers.length > 0)
}

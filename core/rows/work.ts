import { factName, type TimedFact } from '../facts/fact.ts'
import type { BlobHash, DeviceId, FactName, PersonId, QuestionId } from '../facts/ids.ts'
import { type Answer, homeworkAnswered } from '../facts/kinds/homework-answered.ts'
import { homeworkHanded } from '../facts/kinds/homework-handed.ts'
import { type Grade, homeworkMarked } from '../facts/kinds/homework-marked.ts'
import { homeworkPhotographed } from '../facts/kinds/homework-photographed.ts'
import { homeworkReturned } from '../facts/kinds/homework-returned.ts'
import { pupilMatched } from '../facts/kinds/pupil-matched.ts'
import { workMoved } from '../facts/kinds/work-moved.ts'
import { addDays, dayOf } from '../school/day.ts'
import { matchedRows } from './matched.ts'
import { partsOf } from './moved.ts'
import { bodyOf, heads, lastOf, ofKind } from './reading.ts'
import { rowPart } from './row-key.ts'
import { table } from './table.ts'

export interface Photo {
  photo: BlobHash
  thumbnail: BlobHash
  bytes: number
  question?: QuestionId
  /** Which device took it: it has the bytes until they are delivered. */
  device: DeviceId
  /** How often the work had been handed in before it was taken. */
  round: number
  /** The pupils themselves are seen on it. */
  shows?: 'pupil'
}

export interface Mark {
  by: PersonId | ''
  /** Effective time, ms since 1970. */
  at: number
  grade: Grade
  words?: string
  wrong: QuestionId[]
}

/**
 * `work/CLASS/ASSIGNMENT/PUPIL`: one pupil's piece of homework.
 * doing: begun. handed: waits for a teacher. marked: looked at, not yet given back. returned: done.
 * correcting: given back with something to put right (订正).
 */
export interface Work {
  state: 'doing' | 'handed' | 'marked' | 'returned' | 'correcting'
  /** How often it was handed in. */
  rounds: number
  answers: { [question: string]: Answer }
  /** The answers as they stood when it was last given back with something to put right. */
  before?: { [question: string]: Answer }
  /** Questions answered or photographed anew since then. */
  redone: QuestionId[]
  photos: Photo[]
  /** Effective time of the latest handing in, ms since 1970. */
  handedAt?: number
  /** It was handed in, and not given back since. */
  away?: true
  /**
   * Effective time from which it is needed for some weeks, ms since 1970; 0 when there is nothing of it. Pieces between which
   * work was moved have one: each is made of the others' facts, too.
   */
  touched: number
  /** The mark shown, if there is one. */
  mark?: Mark
  /** What a correction of the mark has to name. */
  standing: FactName[]
  /** Marks of several teachers who did not know of each other's and do not agree, the shown one included. */
  differing?: Mark[]
  /**
   * All of it up to then was moved to another pupil's, or is another's by the office's word; what is shown is what came after.
   * `open`: pupils have something to do in it there.
   */
  gone?: Moved & { to: PersonId; open: boolean }
  /** Something of it was recorded under another pupil. */
  came?: Moved & { from: PersonId }
}

export interface Moved {
  by: PersonId | ''
  /** Effective time, ms since 1970. */
  at: number
}

/** Nothing is left of it: all was moved to another. */
export function isEmptied({ gone, rounds, answers, photos, state }: Work): boolean {
  return gone !== undefined && state === 'doing' && rounds + photos.length + Object.keys(answers).length === 0
}

export const work = table<Work>({
  name: 'work',
  version: 9,
  linked: (facts, key) => [
    ...ofKind(workMoved, facts).flatMap(({ body }) => workMoved.rows(body)),
    ...matchedRows(facts, key, 2),
  ],
  reduce(facts, key) {
    const isShifted = facts.some(({ kind }) => kind === workMoved.name || kind === pupilMatched.name)
    return isShifted ? reduceShifted(facts, rowPart(key, 2)) : reducePiece(facts)
  },
  neededUntil: (state) => state && addDays(dayOf(state.touched), 28),
  neededWith: { table: 'assignment', parts: 2 },
  // What was moved stands under the pupil whom it was taken from, wherever it is now.
  isOpen: (state) => state.gone?.open === true || (state.away !== true && !isEmptied(state)),
})

/** One pupil's piece of those that hang together, because work was moved between them, or one of them is another. */
function reduceShifted(facts: readonly TimedFact[], pupil: string): Work | undefined {
  const parts = partsOf(facts)
  const match = lastOf(pupilMatched, facts, (body) => body.added === pupil)
  const is = match?.body.person
  const isAnother = is !== undefined && is !== pupil
  const part = parts.get(pupil) ?? (isAnother ? { facts: [] } : undefined)
  if (!part) return undefined
  const state = reducePiece(part.facts)
  const others = [...parts].filter(([other]) => other !== pupil).map(([, other]) => reducePiece(other.facts))
  const open = others.some((other) => other.touched > 0 && other.away !== true)
  const [to, from] = [bodyOf(workMoved, part.gone)?.to, bodyOf(workMoved, part.came)?.from]
  if (part.gone && to) state.gone = { to, by: part.gone.by, at: part.gone.eff, open }
  if (part.came && from) state.came = { from, by: part.came.by, at: part.came.eff }
  if (isAnother) state.gone = { to: is, by: match?.by ?? '', at: match?.eff ?? 0, open }
  const moves = ofKind(workMoved, facts).map(({ eff }) => eff)
  state.touched = Math.max(state.touched, ...others.map(({ touched }) => touched), ...moves)
  return state
}

/** @param facts of one piece, in order of effect */
function reducePiece(facts: readonly TimedFact[]): Work {
  const state: Work = { state: 'doing', rounds: 0, answers: {}, redone: [], photos: [], touched: 0, standing: [] }
  for (const fact of facts) {
    state.touched = fact.eff
    const answered = bodyOf(homeworkAnswered, fact)
    if (answered) {
      state.answers[answered.question] = answered.answer
      redo(state, answered.question)
    }

    const photographed = bodyOf(homeworkPhotographed, fact)
    // One sheet of paper may answer two questions, and be handed in again with a correction.
    const same = (one: Photo) =>
      one.photo === photographed?.photo && one.question === photographed.question && one.round === state.rounds
    if (photographed && photographed.erased === undefined && !state.photos.some(same)) {
      const { photo, thumbnail, bytes, question, instead, shows } = photographed
      const { device } = fact
      if (instead) state.photos = state.photos.filter((one) => one.photo !== instead || one.question !== question)
      const about = { ...(question && { question }), ...(shows && { shows }) }
      state.photos.push({ photo, thumbnail, bytes, device, round: state.rounds, ...about })
      if (question) redo(state, question)
    }

    if (fact.kind === homeworkHanded.name) {
      state.state = 'handed'
      state.rounds += 1
      state.handedAt = fact.eff
      state.away = true
    }
    if (fact.kind === homeworkMarked.name) state.state = 'marked'

    const returned = bodyOf(homeworkReturned, fact)
    if (returned) {
      state.state = returned.correct ? 'correcting' : 'returned'
      delete state.away
    }
    if (returned?.correct) {
      state.before = { ...state.answers }
      state.redone = []
    }
  }

  // While it is away tablets do not hear of its marks: all places measure it by what all of them know.
  if (state.away && state.handedAt !== undefined) state.touched = state.handedAt

  const standing = heads(ofKind(homeworkMarked, facts))
  const marks = standing.map((fact): Mark => {
    const { grade, words, wrong } = fact.body
    return { by: fact.by, at: fact.eff, grade, wrong, ...(words && { words }) }
  })
  const shown = marks[marks.length - 1]
  state.standing = standing.map(factName)
  if (shown) state.mark = shown
  if (shown && marks.some((mark) => !isSameMark(mark, shown))) state.differing = marks
  return state
}

function redo(state: Work, question: QuestionId): void {
  if (state.state === 'correcting' && !state.redone.includes(question)) state.redone.push(question)
}

function isSameMark(a: Mark, b: Mark): boolean {
  const sameWrong = a.wrong.length === b.wrong.length && a.wrong.every((question) => b.wrong.includes(question))
  return a.grade === b.grade && a.words === b.words && sameWrong
}

import { type LessonId, lessonClass, type PersonId, type QuestionId } from '../../core/facts/ids.ts'
import type { Response } from '../../core/facts/kinds/question-answered.ts'
import type { Pictured } from '../../core/facts/pictured.ts'
import { hands } from '../../core/rows/lesson.ts'
import { members } from '../../core/rows/member.ts'
import { askedQuestions, responses } from '../../core/rows/question.ts'
import { rowPart } from '../../core/rows/row-key.ts'
import { showings } from '../../core/rows/showing.ts'
import { here } from '../here/here.ts'
import { row, rowsUnder } from '../store/rows.ts'

/** A photo or drawing that came from a class. */
export interface Piece {
  lesson: LessonId
  picture: Pictured
  /** Of whom it is, where that is known: a classroom's own names nobody. */
  pupil: { person: PersonId; name: string } | undefined
  question: QuestionId | undefined
  /** Effective time, ms since 1970. */
  at: number
}

/** What a class has said to a question, as far as it has been heard. */
export interface Spread {
  lesson: LessonId
  /** How many pupils have answered by themselves. */
  answered: number
  /** Answers that are no pictures. */
  answers: Response[]
  /** Pictures, the latest first. */
  pieces: Piece[]
  /** Hands counted in the room, by option; undefined where nobody counted. */
  hands: readonly number[] | undefined
}

/** The answers to a question, by class, late ones too. Run it in a live query. */
export async function spreadOf(room: LessonId, question: QuestionId, lessons: readonly LessonId[]): Promise<Spread[]> {
  const { store } = here()
  await row(store, askedQuestions, room, question)
  return Promise.all(
    lessons.map(async (lesson) => {
      const [given, counted, shown] = await Promise.all([
        rowsUnder(store, responses, lesson, question),
        row(store, hands, lesson, question),
        shownIn(lesson),
      ])
      const pieces = await Promise.all(
        given.map(async ({ key, state: { answer, at } }): Promise<Piece[]> => {
          if (!('blob' in answer)) return []
          const person = rowPart(key, 2) as PersonId // as the key was made
          const member = await row(store, members, lessonClass(lesson), person)
          return [{ lesson, picture: answer, pupil: { person, name: member?.name ?? '' }, question, at }]
        }),
      )
      return {
        lesson,
        answered: given.length,
        answers: given.map(({ state }) => state.answer).filter((answer) => !('blob' in answer)),
        pieces: latestFirst([...pieces.flat(), ...shown.filter((one) => one.question === question)]),
        hands: counted?.counts,
      }
    }),
  )
}

/** Work that a class shows of itself, the latest first. Run it in a live query. */
export async function workOf(lesson: LessonId): Promise<Piece[]> {
  return latestFirst((await shownIn(lesson)).filter(({ question }) => question === undefined))
}

async function shownIn(lesson: LessonId): Promise<Piece[]> {
  const shown = await rowsUnder(here().store, showings, lesson)
  return shown.map(({ state: { picture, question, at } }) => ({ lesson, picture, question, at, pupil: undefined }))
}

function latestFirst(pieces: readonly Piece[]): Piece[] {
  return [...pieces].sort((a, b) => b.at - a.at)
}

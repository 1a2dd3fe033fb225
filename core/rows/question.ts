import { questionAnswered, type Response } from '../facts/kinds/question-answered.ts'
import { questionClosed } from '../facts/kinds/question-closed.ts'
import { type Asked, questionOpened } from '../facts/kinds/question-opened.ts'
import { lastOf } from './reading.ts'
import { untilNextDay } from './room.ts'
import { table } from './table.ts'

/** `asked/ROOM/QUESTION`: what the host asks, and since when. Times are effective, ms since 1970. */
export interface AskedQuestion {
  asked: Asked
  words: string
  opened: number
  closed?: number
}

export const askedQuestions = table<AskedQuestion>({
  name: 'asked',
  version: 1,
  reduce(facts) {
    const opening = lastOf(questionOpened, facts)
    if (!opening) return undefined
    const { asked, words = '' } = opening.body
    const closing = lastOf(questionClosed, facts)
    const isClosed = closing !== undefined && facts.indexOf(closing) > facts.indexOf(opening)
    return { asked, words, opened: opening.eff, ...(isClosed && { closed: closing.eff }) }
  },
  neededUntil: (_, key) => untilNextDay(key),
})

/** `response/LESSON/QUESTION/PUPIL`: what a pupil answers. */
export const responses = table<{ answer: Response; at: number }>({
  name: 'response',
  version: 1,
  reduce(facts) {
    const last = lastOf(questionAnswered, facts)
    return last && { answer: last.body.answer, at: last.eff }
  },
  neededUntil: (_, key) => untilNextDay(key),
})

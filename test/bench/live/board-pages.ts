import { handwriting } from '../../../core/ink/handwriting.fixture.ts'
import { type PageRef, pageRef } from '../../../core/ink/page-ref.ts'
import type { PenSample } from '../../../core/ink/pen.ts'

/** Height by width of the board, as the app has it. */
export const boardAspect = 9 / 16

/** A blank page that was written full. Times are ms of the lesson. */
export interface WrittenPage {
  page: PageRef
  /** When it was shown. */
  from: number
  strokes: PenSample[][]
}

/** Characters a second, and on a page: beyond them a hand would write over what is there. */
const [perSecond, onPage] = [1.5, 66]

/** How long a page takes, ms. */
export const pageMs = (onPage * 1_000) / perSecond

/** What a hand writes that never rests, page after page. */
export function boardPages(ms: number): WrittenPage[] {
  const { strokes } = handwriting(Math.round((ms / 1_000) * perSecond), perSecond)
  const pages: WrittenPage[] = []
  for (const stroke of strokes) {
    const number = Math.floor((stroke[0]?.at ?? 0) / pageMs)
    pages[number] ??= { page: pageRef('blank', number), from: Math.round(number * pageMs), strokes: [] }
    pages[number]?.strokes.push(stroke)
  }
  return pages
}

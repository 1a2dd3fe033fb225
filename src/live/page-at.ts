import { type PageRef, pageRef } from '../../core/ink/page-ref.ts'

/** The page that was shown then; before the first that first. Turns in their order, all times of one clock. */
export function pageAt(turns: readonly { page: PageRef; at: number }[], at: number): PageRef {
  let page = turns[0]?.page ?? pageRef('lesson', 0)
  for (const turn of turns) if (turn.at <= at) page = turn.page
  return page
}

import type { WorkEvidence } from '../../core/reports/evidence.ts'
import type { HomeworkFigures } from '../../core/reports/figures.ts'

/** Homework together: pieces set, and how many pieces of work were handed in, marked and given back. */
export function homeworkFigures(work: readonly WorkEvidence[]): HomeworkFigures {
  const sum = (what: 'handed' | 'marked' | 'returned') => work.reduce((total, one) => total + one[what], 0)
  return { set: work.length, handed: sum('handed'), marked: sum('marked'), returned: sum('returned') }
}

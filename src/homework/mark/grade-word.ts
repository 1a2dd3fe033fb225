import type { Grade } from '../../../core/facts/kinds/homework-marked.ts'
import { t } from '../words.ts'

export const grades: readonly Grade[] = ['excellent', 'good', 'pass', 'again']

/** 优 良 达标 再做 */
export function gradeWord(grade: Grade): string {
  return grade === 'again' ? t().againGrade : t()[grade]
}

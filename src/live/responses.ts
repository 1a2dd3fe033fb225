import type { Response } from '../../core/facts/kinds/question-answered.ts'
import { t } from './words.ts'

/** An answer as it is said: A, 对, 12, 草原. */
export function responseInWords(answer: Response): string {
  switch (answer.kind) {
    case 'choice':
      return String.fromCharCode(65 + answer.option)
    case 'truth':
      return answer.is ? t().yes : t().no
    case 'number':
      return String(answer.number)
    case 'word':
      return answer.word
    default:
      return t().picture
  }
}

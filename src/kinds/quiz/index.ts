export { choosable, optionLetter, rightOptions } from './options.ts'
export { type QuestionMode, QuestionView, type QuestionViewProps } from './question-view.tsx'

export { choosable, optionLetter, optionName, rightOptions } from './options.ts'
export { type QuestionMode, QuestionView, type QuestionViewProps } from './question-view.tsx'

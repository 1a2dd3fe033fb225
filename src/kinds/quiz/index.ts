export { choosable, optionLetter, optionName, rightOptions } from './options.ts'
export { QuestionView } from './question-view.tsx'
export type { QuestionMode, QuestionViewProps } from './view-props.ts'

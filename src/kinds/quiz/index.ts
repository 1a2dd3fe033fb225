export { choosable, optionLetter, optionName } from './options.ts'
export { QuestionView } from './question-view.tsx'

export { Fit } from './fit.tsx'
export { PageSheet } from './page-sheet.tsx'
export { notesOf, PageView, type PageViewProps, questionsOf } from './page-view.tsx'
export { pageAfterKey, pageAfterTouch, useTurning } from './turning.ts'

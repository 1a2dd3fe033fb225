export { Fit } from './fit.tsx'
export { PageSheet } from './page-sheet.tsx'
export { notesOf, PageView, questionsOf } from './page-view.tsx'
export { useTurning } from './turning.ts'

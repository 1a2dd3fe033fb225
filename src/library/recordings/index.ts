export { recordingsOf } from './kept.ts'
export { type OpenFile, openFile } from './open.ts'

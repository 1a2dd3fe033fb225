export { recordingsOf } from './kept.ts'
export { openFile } from './open.ts'

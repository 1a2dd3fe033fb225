export { openFile } from './open.ts'

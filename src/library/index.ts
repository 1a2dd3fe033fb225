export { preparing } from './prepare.ts'

export { goOnPreparing, preparing, stopPreparing } from './prepare.ts'

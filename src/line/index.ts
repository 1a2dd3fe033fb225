export { LineStatus } from './line-status.tsx'

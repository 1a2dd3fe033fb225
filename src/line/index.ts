export { LineStatus, lineWords } from './line-status.tsx'

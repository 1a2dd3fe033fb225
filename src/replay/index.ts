export type { Replay } from './replay-query.ts'
export { Played } from './replay-screen.tsx'

export { type ClassPupil, pupilsHere, tasksFor } from './queries.ts'
export { badgeOf } from './tasks.ts'

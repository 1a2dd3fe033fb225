// What 本机 shows of the room that packages take, and gives back.
export { removePackage } from '../keep-package.ts'
export { keptPackages } from '../packages.ts'
export { goOnPreparing, wantedNow } from '../prepare.ts'
export { type Spare, sparePackages } from './room.ts'

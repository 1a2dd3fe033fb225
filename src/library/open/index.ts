export { fetchNext } from '../prepare.ts'
export { type Contents, filesOf, packageContents, questionKey } from './contents.ts'
export { PackageProgress } from './package-progress.tsx'
export { type FileUrl, usePackageFiles } from './use-files.ts'

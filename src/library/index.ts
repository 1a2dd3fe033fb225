export { fetchPackage, keptManifest, PackageRefused, packageFile, type Readiness, readinessOf } from './packages.ts'
export { keepReady, preparing } from './prepare.ts'

// What a home needs: it is loaded before anything is shown, so what opens packages is in `open/`.
export {
  fetchPackage,
  keptManifest,
  PackageRefused,
  packageFile,
  type Readiness,
  readinessOf,
  readinessOfAll,
} from './packages.ts'
export { keepReady, preparing } from './prepare.ts'

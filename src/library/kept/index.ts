// What a home shows of packages: it is loaded with the first screen, so nothing that fetches or checks them is here.
export { keptManifest, type Readiness, readinessOfAll } from './readiness.ts'

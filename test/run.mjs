/**
 * npm test               everything, from a fresh clone on: installs what is missing, checks, builds, tests
 * npm test -- WORD …     the test files whose path has one of the words
 * npm run check          types, style, imports and unused code alone
 *
 * A line a step with its seconds, what a failed step had to say below it, and the sum in the last line: a check and a
 * build count as one each, a test file's tests by themselves.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import path from 'node:path'
import { install, root } from '../hub/commands/install.mjs'
import { installSubPackage } from './sub-package.mjs'

const normal = constants.priority.PRIORITY_NORMAL
const onlyChecks = process.argv.includes('--check')
const wanted = process.argv.slice(2).filter((word) => word !== '--check')
const sum = { passed: 0, failed: 0, skipped: 0 }
let postgres = false

if (await prepare('packages', () => install({ dev: true }))) {
  const { register } = await import('tsx/esm/api')
  register()
  if (onlyChecks) await runChecks(normal)
  else if (wanted.length > 0) await runWanted()
  else await runAll()
}

console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0

async function runAll() {
  const computing = ['unit', 'app', 'postgres']
  const waiting = ['hubs', 'browser']
  const [ready] = await Promise.all([prepareFor([...computing, ...waiting]), runChecks(normal)])
  if (!ready) return
  await checkBuild()
  await testAllOf(computing)
  // Journeys wait for pages and lines: what they leave over is enough for the simulator, which has no clock of the machine's.
  await Promise.all([testAllOf(waiting), test('simulation', constants.priority.PRIORITY_LOW)])
}

async function testAllOf(projects) {
  for (const project of projects) await test(project)
}

async function runWanted() {
  const found = await run('vitest/vitest.mjs', 'list', ...wanted, '--filesOnly', '--json')
  if (found.code !== 0) throw new Error(found.said)
  const projects = [...new Set(JSON.parse(found.stdout).map((file) => file.projectName))]
  if (!(await prepareFor(projects))) return
  if (projects.includes('browser') || projects.includes('hubs')) await checkBuild()
  await testAllOf(projects)
}

async function runChecks(priority) {
  const folders = ['core', 'hub', 'src', 'service-worker', 'test']
  const rules = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err']
  await Promise.all([
    check('types', priority, 'typescript-7/bin/tsc', '--noEmit'),
    check('style', priority, '@biomejs/biome/bin/biome', 'check', '.'),
    check('imports', priority, 'dependency-cruiser/bin/dependency-cruise.mjs', ...rules, ...folders),
    check('unused', priority, 'knip/bin/knip.js'),
  ])
}

/** What these tests need of the machine beside packages. As root on Debian it is installed. */
async function prepareFor(projects) {
  if (projects.includes('browser') && !(await prepare('browsers', installBrowsersOfThisMachine))) return false
  const outside = ['hubs', 'browser'].some((project) => projects.includes(project))
  if (outside && !(await prepare('outside programs', () => lookForOutsidePrograms(projects)))) return false
  const wanting = ['postgres', 'hubs'].some((project) => projects.includes(project))
  return !wanting || prepare('postgres', lookForPostgres)
}

async function lookForOutsidePrograms(projects) {
  const { ensureOutsidePrograms } = await import('./media/outside/programs.ts')
  ensureOutsidePrograms()
  if (!projects.includes('browser')) return
  const { ensureServers } = await import('./media/outside/servers.ts')
  ensureServers()
}

async function lookForPostgres() {
  const { ensurePostgres } = await import('./databases/install.ts')
  postgres = ensurePostgres()
}

async function installBrowsersOfThisMachine() {
  const { installBrowsers } = await import('./browsers/install.ts')
  const { floorRunsHere } = await import('./browsers/versions.ts')
  if (floorRunsHere) installSubPackage(path.join(root, 'test/browsers'))
  await installBrowsers()
}

/** Counts as a failure when it fails, and as nothing otherwise: it tests nothing. */
async function prepare(name, make) {
  const start = performance.now()
  try {
    await make()
    report(name, 'ready', start)
    return true
  } catch (error) {
    sum.failed += 1
    report(name, 'FAILED', start, error.message)
    return false
  }
}

async function check(name, priority, program, ...args) {
  const start = performance.now()
  const { code, said } = await runAt(priority, program, ...args)
  sum[code === 0 ? 'passed' : 'failed'] += 1
  report(name, code === 0 ? 'ok' : 'FAILED', start, code === 0 ? '' : said)
}

async function checkBuild() {
  await check('build', normal, '../hub/commands/build.mjs')
}

/** @param priority what it takes of the processor while others want it: less than they, if it is given */
async function test(project, priority = normal) {
  if (project === 'postgres' && !postgres) {
    sum.skipped += 1
    return report(project, 'skipped: there is no PostgreSQL on this machine', performance.now())
  }
  const start = performance.now()
  const folder = mkdtempSync(path.join(tmpdir(), 'tongke-test-'))
  const file = path.join(folder, 'results.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code, said } = await runAt(
    priority,
    'vitest/vitest.mjs',
    ...['run', '--project', project, '--passWithNoTests', ...reporters, ...wanted],
  )
  const { passed, failed, skipped } = count(code, readResults(file))
  rmSync(folder, { recursive: true })
  sum.passed += passed
  sum.failed += failed
  sum.skipped += skipped
  const words = [
    `${passed} passed`,
    ...(failed ? [`${failed} FAILED`] : []),
    ...(skipped ? [`${skipped} skipped`] : []),
  ]
  report(project, words.join(', '), start, failed > 0 ? said : '')
}

/** A file that cannot be loaded, and an error outside of any test, are failures that vitest does not count as tests. */
function count(code, results) {
  const brokenFiles = results.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = results.numFailedTests + brokenFiles.length
  return {
    passed: results.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  }
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Vitest ended before it could write any: its exit code says so too.
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }
  }
}

function run(program, ...args) {
  return runAt(normal, program, ...args)
}

function runAt(priority, program, ...args) {
  const child = spawn(process.execPath, [path.join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: process.stdout.isTTY
      ? { ...process.env, FORCE_COLOR: '1' }
      : { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' },
  })
  if (priority !== normal) setPriority(child.pid, priority)
  let said = ''
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (words) => {
    said += words
    stdout += words
  })
  child.stderr.setEncoding('utf8').on('data', (words) => {
    said += words
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said, stdout }))
  })
}

function report(name, outcome, start, said = '') {
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${name.padEnd(12)}${seconds.padStart(7)} s  ${outcome}`)
  if (said !== '') console.log(said)
}

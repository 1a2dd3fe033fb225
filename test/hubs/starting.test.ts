import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from '../../hub/commands/install.mjs'

const program = `import(${JSON.stringify(join(root, 'dist/hub/start.js'))}).then(({ start }) => start(${JSON.stringify({ root, demonstration: false })}))`

let folder: string
const started: ChildProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'))
})
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

/** A hub in a process of its own, as `npm run hub` starts it. */
function start(environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: join(folder, 'data'), ...environment }
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { cwd: root, env })
  started.push(child)
  return child
}

/** What it says before it ends. */
async function refusal(child: ChildProcess): Promise<{ code: unknown; said: string }> {
  let said = ''
  child.stderr?.on('data', (text) => {
    said += text
  })
  const [code] = await once(child, 'close')
  return { code, said }
}

const ready = async (child: ChildProcess) => {
  if (child.stdout) await once(child.stdout, 'data')
}

test('what makes no sense is refused with one line', async () => {
  await writeFile(join(folder, 'file'), 'no folder')
  expect(await refusal(start({ DATA_DIR: join(folder, 'file') }))).toEqual({
    code: 1,
    said: expect.stringMatching(/^DATA_DIR: .*file cannot be written \(.+\)\n$/),
  })
  // There is such a folder, and none can be made in it.
  expect(await refusal(start({ DATA_DIR: '/proc/nope' }))).toEqual({
    code: 1,
    said: expect.stringMatching(/^DATA_DIR: .*nope cannot be written \(.+\)\n$/),
  })
  expect(await refusal(start({ HOST: 'no.such.host.invalid' }))).toEqual({
    code: 1,
    said: expect.stringMatching(/^HOST: .*\n$/),
  })
  await writeFile(join(folder, 'hub.db'), 'no database, but a file that happens to bear its name'.repeat(100))
  expect(await refusal(start({ DATA_DIR: folder }))).toEqual({
    code: 1,
    said: expect.stringMatching(/^DATA_DIR: .* cannot be opened: .*\n$/),
  })
}, 60_000)

test('a port that another program has is named', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const PORT = String(typeof address === 'object' ? address?.port : '')
  expect(await refusal(start({ PORT }))).toEqual({ code: 1, said: `PORT: ${PORT} is in use by another program\n` })
  other.close()
}, 60_000)

test('two hubs never share a folder; the next may have it when the first was killed or stopped', async () => {
  const first = start()
  await ready(first)
  expect(await refusal(start())).toEqual({
    code: 1,
    said: `DATA_DIR: another hub is running on ${join(folder, 'data')}\n`,
  })
  first.kill('SIGKILL')
  await once(first, 'close')
  const second = start()
  await ready(second)
  second.kill('SIGTERM')
  expect(await refusal(second)).toEqual({ code: 0, said: '' })
}, 60_000)

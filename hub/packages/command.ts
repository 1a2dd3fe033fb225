import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { packageSize } from '../../core/resources/manifest.ts'
import { packFolder } from './pack.ts'
import { showProblem } from './problem.ts'
import { newSigningKey, publicHalf, SigningKey } from './signing.ts'
import { writeBundle, writeFolder } from './write.ts'

const usage = `Makes a signed package of a folder with a lesson's files.

  npm run pack -- FOLDER --key publisher.jwk [--out PATH] [--single]
  npm run pack -- --new-key publisher.jwk --publisher ID

  --key        the publisher's private key (JWK); also read from PUBLISHER_KEY
  --out        where to; beside FOLDER as ID-VERSION.tongke when left out
  --single     one file, ID-VERSION.tongke.zip, to be carried on a USB stick
  --new-key    makes a key; beside it, as publisher.public.jwk, the half that hubs are given
  --publisher  the id under which hubs know the publisher: letters, digits, - and _

What the folder holds: docs/formats/package.md`

/** `npm run pack`. Answers with the exit code: 0 done, 1 the lesson has faults, 2 the command was not understood. */
export async function packCommand(args: string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  const asked = readArguments(args)
  if (typeof asked === 'string') return fail(2, `${asked}\n\n${usage}`)
  const { values, positionals } = asked
  if (values['new-key'] !== undefined) return makeKey(values['new-key'], values.publisher)
  const [folder, ...others] = positionals
  if (values.help || folder === undefined || others.length > 0) return fail(2, usage)
  const keyFile = values.key ?? environment.PUBLISHER_KEY
  if (keyFile === undefined) return fail(2, 'A package is signed: give --key, or make a key with --new-key.')
  const key = await readKey(keyFile)
  if (!key) return fail(1, `${keyFile} is not a publisher's private key.`)
  return packTo(folder, key, values)
}

interface Target {
  out?: string | undefined
  single?: boolean | undefined
}

async function packTo(folder: string, key: SigningKey, { out, single }: Target): Promise<number> {
  const packed = await packFolder(folder, key)
  if (!packed.ok) return fail(1, packed.problems.map(showProblem).join('\n'))
  for (const warning of packed.warnings) console.warn(`Worth a look: ${showProblem(warning)}`)
  const { manifest } = packed
  const beside = join(dirname(resolve(folder)), `${manifest.id}-${manifest.version}.tongke${single ? '.zip' : ''}`)
  const path = out ?? beside
  await (single ? writeBundle(packed, path) : writeFolder(packed, path))
  const kilobytes = Math.ceil(packageSize(manifest) / 1024)
  console.log(
    `${manifest.title}, version ${manifest.version}: ${manifest.files.length} files, ${kilobytes} KB\n${path}\n${packed.name}`,
  )
  return 0
}

async function makeKey(path: string, publisher: string | undefined): Promise<number> {
  if (publisher === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(publisher)) {
    return fail(2, 'A key needs --publisher ID, of letters, digits, - and _.')
  }
  const key = newSigningKey(publisher)
  const { id, jwk } = publicHalf(key)
  const publicPath = path.replace(/(\.jwk)?$/, '.public.jwk')
  try {
    // `wx`: a key that was lost under a new one cannot be had again.
    await writeFile(path, `${JSON.stringify(key, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
    await writeFile(publicPath, `${JSON.stringify({ kid: id, ...jwk }, null, 2)}\n`, { flag: 'wx' })
  } catch (error) {
    return fail(1, error instanceof Error ? error.message : String(error))
  }
  console.log(`${path} signs: keep it to yourself. ${publicPath} is for the hubs.`)
  return 0
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        out: { type: 'string' },
        single: { type: 'boolean' },
        'new-key': { type: 'string' },
        publisher: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function readKey(path: string): Promise<SigningKey | undefined> {
  try {
    return v.parse(SigningKey, JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return undefined // Not there, not JSON, not a key: to the author all the same.
  }
}

function fail(code: number, words: string): number {
  console.error(words)
  return code
}

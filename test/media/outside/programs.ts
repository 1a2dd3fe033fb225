import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { installDebianPackages } from '../../machine/debian.ts'

/** An encoder and a player that are not ours, as Debian has them; beside them coturn and Janus. */

const encoder = '/usr/bin/whip-client'
/** Debian's own; another in the path does not have Debian's packages. */
const python = '/usr/bin/python3'
const nice = '/usr/lib/x86_64-linux-gnu/libnice.so.10'

/** Makes sure of them, by the machine's own means; where one may not, what needs them is skipped. */
export function ensureOutsidePrograms(): void {
  if (!outsideProgramsAreHere() || !['/usr/bin/turnserver', '/usr/bin/janus'].every(existsSync))
    installDebianPackages(['simple-whip-client', 'python3-aiortc', 'coturn', 'janus'])
}

/** Makes sure of programs of Debian's whose packages have their names. @throws where they are not there and one may not */
export function ensurePrograms(names: readonly string[]): void {
  const missing = names.filter((name) => !existsSync(`/usr/bin/${name}`))
  if (missing.length > 0 && !installDebianPackages(missing)) throw new Error(`not on this machine: ${missing.join()}`)
}

/** Whether both are on this machine. */
export function outsideProgramsAreHere(): boolean {
  return [encoder, nice, '/usr/lib/python3/dist-packages/aiortc'].every(existsSync)
}

/** A program that speaks while it runs. */
export interface OutsideProgram {
  /** Resolves with the first line that is so, of those that were said and of those to come. @throws where it ends before that */
  said(is: (line: string) => boolean): Promise<string>
  /** Ends it as its user would. @returns when it is over */
  end(): Promise<void>
}

/** simple-whip-client: tone and test picture, VP8, candidates trickled by PATCH. */
export async function startEncoder(url: string, token: string): Promise<OutsideProgram> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-encoder-'))
  const libraries = withoutUpnp(folder)
  const sound = 'audiotestsrc is-live=true ! audioconvert ! queue ! opusenc ! rtpopuspay pt=100 ssrc=1'
  const camera = 'videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=15/1 ! videoconvert ! queue'
  const picture = `${camera} ! vp8enc deadline=1 cpu-used=8 keyframe-max-dist=30 ! rtpvp8pay pt=96 ssrc=2`
  const caps = (media: string, name: string, type: number) =>
    `queue ! application/x-rtp,media=${media},encoding-name=${name},payload=${type}`
  const tracks = ['-A', `${sound} ! ${caps('audio', 'OPUS', 100)}`, '-V', `${picture} ! ${caps('video', 'VP8', 96)}`]
  const child = spawn(encoder, ['-o', '-u', url, '-t', token, ...tracks], {
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const program = listening(child, () => child.kill('SIGINT'))
  return {
    ...program,
    async end() {
      await program.end()
      await rm(folder, { recursive: true })
    },
  }
}

/** aiortc, which takes sound and picture and decodes them. @param way by nothing else does it reach the hub */
export function startPlayer(url: string, token: string, way?: 'IPv6'): OutsideProgram {
  const told = [url, token, ...(way ? [way] : [])]
  const child = spawn(python, [path.join(import.meta.dirname, 'player.py'), ...told], { stdio: 'pipe' })
  return listening(child, () => child.stdin.end())
}

/**
 * Debian 12's encoder uses the second libsoup, the libnice below it for UPnP the third, and both at once refuse to run: so libnice
 * is taken without UPnP, which no test needs. The names of what is missing then are those of a function that gives nothing.
 *
 * @returns the folder to look for libraries in
 */
function withoutUpnp(folder: string): string {
  const names = /libgupnp-igd-1\.0\.so\.\d+|gupnp_[a-z_]+/g
  const bytes = readFileSync(nice, 'latin1')
  const changed = bytes.replace(names, (name) =>
    (name.startsWith('lib') ? 'libz.so.1' : 'g_test_subprocess').padEnd(name.length, '\0'),
  )
  const libraries = path.join(folder, 'lib')
  mkdirSync(libraries)
  writeFileSync(path.join(libraries, path.basename(nice)), changed, 'latin1')
  return libraries
}

/** Hears what a program says. @param ask asks it to end */
export function listening(child: ChildProcess, ask: () => void): OutsideProgram {
  // It ends with this process at the latest.
  const last = () => child.kill('SIGKILL')
  process.once('exit', last)
  const lines: string[] = []
  const waiting = new Set<() => void>()
  let isOver = false
  const look = () => {
    for (const one of waiting) one()
  }
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        look()
      })
  const over = new Promise<void>((resolve) =>
    child.on('close', () => {
      isOver = true
      process.off('exit', last)
      look()
      resolve()
    }),
  )
  return {
    said: (is) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = lines.find(is)
          if (line === undefined && !isOver) return
          waiting.delete(look)
          if (line === undefined) reject(new Error(`It ended:\n${lines.join('\n')}`))
          else resolve(line)
        }
        waiting.add(look)
        look()
      }),
    async end() {
      if (!isOver) ask()
      await over
    },
  }
}

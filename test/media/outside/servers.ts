import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unpackDebianPackage } from '../../machine/debian.ts'
import { installSubPackage } from '../../sub-package.mjs'
import { freeTcpPort } from './free-tcp-port.ts'
import { type Janus, janusIsHere } from './janus.ts'
import { listening, type OutsideProgram } from './programs.ts'

/**
 * What speaks WHIP and WHEP in front of Janus, both by its makers: simple-whip-server as Debian has it, with packages of its own, since
 * Debian's need Debian's Node, beside which no other can be installed; and janus-whep-server.
 */

const folder = import.meta.dirname
const modules = path.join(folder, 'node_modules')
const unpacked = path.join(modules, '.debian')
const whipServer = path.join(unpacked, 'usr/share/simple-whip-server/src')

/** Of Debian's Janus, as it is installed. */
const room = { room: 1234, secret: 'adminpwd' }

/** Makes sure of both; where they cannot be had, what needs them is skipped. */
export function ensureServers(): void {
  try {
    if (!janusIsHere()) throw new Error('Janus is not on this machine')
    installSubPackage(folder)
    if (!existsSync(whipServer)) unpackDebianPackage('simple-whip-server', unpacked)
  } catch (error) {
    console.info('No other media server is tried:', error)
  }
}

export function serversAreHere(): boolean {
  return janusIsHere() && [whipServer, path.join(modules, 'janus-whep-server')].every(existsSync)
}

export interface Server extends Pick<OutsideProgram, 'said'> {
  /** Of its endpoint. */
  url: string
  close(): Promise<void>
}

/** simple-whip-server with one endpoint, `room`, that wants `token`. */
export async function startWhipServer({ address }: Janus, token: string): Promise<Server> {
  const copy = await mkdtemp(path.join(tmpdir(), 'tongke-whip-'))
  await mkdir(path.join(copy, 'src'))
  for (const name of ['server.js', 'whip-janus.js']) await cp(path.join(whipServer, name), path.join(copy, 'src', name))
  const port = await freeTcpPort()
  const config = { janus: { address }, port, rest: '/whip', allowTrickle: true, iceServers: [] }
  await writeFile(path.join(copy, 'src', 'config.js'), `module.exports = ${JSON.stringify(config)}`)
  const child = spawn(process.execPath, [path.join(copy, 'src', 'server.js')], {
    env: { ...process.env, NODE_PATH: modules, DEBUG: 'whip:*' },
    cwd: copy,
    stdio: 'pipe',
  })
  const program = listening(child, () => child.kill('SIGTERM'))
  await program.said((line) => line.includes('WHIP server prototype started'))
  const url = `http://127.0.0.1:${port}/whip`
  await fetch(`${url}/create`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'room', room: room.room, token }),
  })
  return {
    url: `${url}/endpoint/room`,
    said: program.said,
    async close() {
      await program.end()
      await rm(copy, { recursive: true })
    },
  }
}

/** janus-whep-server with what is published in the room. It makes the offer itself, and wants `token`. */
export async function startWhepServer({ address }: Janus, token: string): Promise<Server> {
  const port = await freeTcpPort()
  const settings = JSON.stringify({ janus: address, port, ...room, token })
  const child = spawn(process.execPath, [path.join(folder, 'whep-server.mjs'), settings], { stdio: 'pipe' })
  const program = listening(child, () => child.kill('SIGTERM'))
  await program.said((line) => line === 'listening')
  return { url: `http://127.0.0.1:${port}/whep/endpoint/room`, said: program.said, close: program.end }
}

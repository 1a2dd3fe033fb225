import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freeTcpPort } from './free-tcp-port.ts'
import { listening, type OutsideProgram } from './programs.ts'

/** Another media server: Debian's Janus, and in front of it simple-whip-server where that is there. */

const janus = '/usr/bin/janus'
const whipServer = process.env.SIMPLE_WHIP_SERVER ?? '/usr/share/simple-whip-server/src'
/** Where Debian keeps what its programs for Node need. */
const modules = process.env.SIMPLE_WHIP_SERVER_MODULES ?? '/usr/share/nodejs'

/** simple-whip-server needs Debian's own Node, beside which no other can be installed. */
export function whipServerIsHere(): boolean {
  return [janus, whipServer, path.join(modules, 'express')].every(existsSync)
}

export interface Janus {
  /** Of its WebSocket. */
  address: string
  pid: number
  close(): Promise<void>
}

/** @param plugins what beside videoroom is to be there: the rest is not loaded */
export async function startJanus(plugins: readonly string[] = ['videoroom']): Promise<Janus> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-janus-'))
  await cp('/etc/janus', folder, { recursive: true })
  const port = await freeTcpPort()
  await writeFile(path.join(folder, 'janus.transport.websockets.jcfg'), `general: { ws = true\n ws_port = ${port} }\n`)
  const all = await readdir('/usr/lib/x86_64-linux-gnu/janus/plugins')
  const off = all.filter((name) => name.endsWith('.so') && !plugins.some((one) => name === `libjanus_${one}.so`))
  const main = await readFile(path.join(folder, 'janus.jcfg'), 'utf8')
  const unwanted = `plugins: { disable = "${off.join()}" }\ntransports: { disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so" }\n`
  await writeFile(
    path.join(folder, 'janus.jcfg'),
    main.replace(/^(plugins|transports): \{[\s\S]*?^\}/gm, '') + unwanted,
  )
  const child = spawn(janus, ['--configs-folder', folder, '--disable-colors'], { stdio: 'pipe' })
  const program = listening(child, () => child.kill('SIGTERM'))
  await program.said((line) => line.includes('WebSockets transport plugin initialized'))
  return {
    address: `ws://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async close() {
      await program.end()
      await rm(folder, { recursive: true })
    },
  }
}

export interface WhipServer extends Pick<OutsideProgram, 'said'> {
  url: string
  close(): Promise<void>
}

/** simple-whip-server with one endpoint, `room`, that wants `token`. @returns its address */
export async function startWhipServer(behind: Janus, token: string): Promise<WhipServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-whip-'))
  await mkdir(path.join(folder, 'src'))
  for (const name of ['server.js', 'whip-janus.js'])
    await cp(path.join(whipServer, name), path.join(folder, 'src', name))
  const port = await freeTcpPort()
  const config = { janus: { address: behind.address }, port, rest: '/whip', allowTrickle: true, iceServers: [] }
  await writeFile(path.join(folder, 'src', 'config.js'), `module.exports = ${JSON.stringify(config)}`)
  const child = spawn(process.execPath, [path.join(folder, 'src', 'server.js')], {
    env: { ...process.env, NODE_PATH: modules, DEBUG: 'whip:*' },
    cwd: folder,
    stdio: 'pipe',
  })
  const program = listening(child, () => child.kill('SIGTERM'))
  await program.said((line) => line.includes('WHIP server prototype started'))
  const url = `http://127.0.0.1:${port}/whip`
  await fetch(`${url}/create`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'room', room: 1234, token }),
  })
  return {
    url: `${url}/endpoint/room`,
    said: program.said,
    async close() {
      await program.end()
      await rm(folder, { recursive: true })
    },
  }
}

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freeTcpPort } from './free-tcp-port.ts'
import { listening } from './programs.ts'

/** Another media server: Debian's Janus. What speaks WHIP and WHEP in front of it: `servers.ts`. */

const janus = '/usr/bin/janus'

export function janusIsHere(): boolean {
  return existsSync(janus)
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

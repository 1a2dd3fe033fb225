import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'
import { freeTcpPort } from './free-tcp-port.ts'
import { listening } from './programs.ts'

const program = '/usr/bin/turnserver'

export function coturnIsHere(): boolean {
  return existsSync(program)
}

/** A TURN server that is reached by TCP alone, with `static-auth-secret`. @returns its address as `TURN_URL` has it */
export async function startCoturn(secret: string): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-turn-'))
  const port = await freeTcpPort()
  const [own] = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
  const settings = {
    'listening-ip': '127.0.0.1',
    'listening-port': port,
    'relay-ip': own?.address ?? '127.0.0.1',
    'static-auth-secret': secret,
    realm: 'tongke',
    'log-file': 'stdout',
    pidfile: path.join(folder, 'pid'),
    userdb: path.join(folder, 'db'),
  }
  const flags = ['-n', '--no-udp', '--no-tls', '--no-dtls', '--no-cli', '--use-auth-secret', '--allow-loopback-peers']
  const child = spawn(program, [...flags, ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)])
  const coturn = listening(child, () => child.kill('SIGTERM'))
  await coturn.said((line) => line.includes('Total General servers'))
  return {
    url: `turn:127.0.0.1:${port}?transport=tcp`,
    async close() {
      await coturn.end()
      await rm(folder, { recursive: true })
    },
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Told } from './device.ts'

/** Devices that deliver all the time, in a process of their own, and what they were told. */
export interface Load {
  /** By device: up to which number there was a receipt, and the digest of all up to there. */
  receipts: ReadonlyMap<string, { upTo: number; digest: string }>
  /** Hashes of photos of which the hub said that they are whole. */
  photos: ReadonlySet<string>
  /** Resolves when so many more receipts have come. */
  more(count: number): Promise<void>
  /** Lets all finish what they are at. @throws if one of them was refused something */
  stop(): Promise<void>
}

/** @param ports of the hubs, any of which is asked at any moment; the first must be there */
export function startLoad(devices: number, ports: readonly number[]): Load {
  const program = path.join(import.meta.dirname, 'process.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, String(devices), ...ports.map(String)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const receipts = new Map<string, { upTo: number; digest: string }>()
  const photos = new Set<string>()
  let count = 0
  let waiting: { for: number; resolve(): void } | undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = JSON.parse(line) as Told // its own word
    if ('photo' in told) photos.add(told.photo)
    else receipts.set(told.device, told)
    count += 1
    if (waiting && count >= waiting.for) waiting.resolve()
  })
  const ended = once(child, 'exit')
  return {
    receipts,
    photos,
    more: (wanted) =>
      new Promise((resolve, reject) => {
        waiting = { for: count + wanted, resolve }
        ended.then(([code]) => reject(new Error(`the devices ended with ${code}`)))
      }),
    async stop() {
      child.stdin.end()
      const [code] = await ended
      if (code !== 0) throw new Error(`the devices ended with ${code}`)
    },
  }
}

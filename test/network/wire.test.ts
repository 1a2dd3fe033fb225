import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openWire, wiresRunHere } from './wire.ts'

/** Sends back what it hears, and says when it is ready. */
const echo = `require('net').createServer((socket) => socket.pipe(socket)).listen(7, () => console.log('ready'))`

test.skipIf(!wiresRunHere())('a wire delays, and counts with the headers of IP', async () => {
  const wire = await openWire({ delay: 50 })
  const far = wire.run(process.execPath, ['-e', echo])
  try {
    if (far.stdout) await once(createInterface({ input: far.stdout }), 'line')
    const socket = connect({ host: wire.far, port: 7, noDelay: true })
    await once(socket, 'connect')
    const began = performance.now()
    socket.write('0123456789')
    const [heard] = await once(socket, 'data')
    expect(String(heard)).toBe('0123456789')
    expect(performance.now() - began).toBeGreaterThanOrEqual(99)
    socket.destroy()
    const { up, down } = await wire.traffic()
    // A handshake of two and one, ten bytes each way, and their acknowledgements; IP and TCP are 52 bytes for each.
    expect(up).toBeGreaterThan(3 * 52 + 10)
    expect(down).toBeGreaterThan(2 * 52 + 10)
  } finally {
    far.kill()
    await wire.close()
  }
})

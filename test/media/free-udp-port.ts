import { createSocket } from 'node:dgram'

/** A UDP port that nobody has, on IPv4 and IPv6. */
export function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp6')
  return new Promise((resolve) =>
    socket.bind(0, () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    }),
  )
}

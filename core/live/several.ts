import { signalSorts } from './room-messages.ts'

/**
 * Several signals in one message, each with the number of who sent it in front, as the hub passes them on: 0, `signalSorts.several`, and then for
 * each its length, two bytes, and its bytes. `docs/formats/live-room.md`.
 */
export function joinSignals(signals: readonly Uint8Array[]): Uint8Array {
  const message = new Uint8Array(joinedBytes(signals))
  message[1] = signalSorts.several
  const view = new DataView(message.buffer)
  let at = head
  for (const signal of signals) {
    view.setUint16(at, signal.length)
    message.set(signal, at + 2)
    at += 2 + signal.length
  }
  return message
}

/** How long such a message is; 0 for none. */
export function joinedBytes(signals: readonly Uint8Array[]): number {
  return signals.length === 0 ? 0 : signals.reduce((sum, { length }) => sum + 2 + length, head)
}

const head = 2

/** The signals of a message, which may be one by itself. What is cut off is passed over. Never throws. */
export function signalsOf(message: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  if (message[1] !== signalSorts.several) return [message]
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const signals: Uint8Array<ArrayBuffer>[] = []
  for (let at = head; at + 2 <= message.length; ) {
    const end = at + 2 + view.getUint16(at)
    if (end > message.length) break
    signals.push(message.subarray(at + 2, end))
    at = end
  }
  return signals
}

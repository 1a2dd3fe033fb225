import type { Slot } from './rtc-sample.ts'

/**
 * Makes room in a connection for what is to come.
 *
 * @param begun is told when the first of a sound or picture has come
 * @returns where each comes in: by its kind, in the order of `wanted`, whoever has made the offer
 */
export function receive(
  connection: RTCPeerConnection,
  wanted: readonly Slot[],
  begun: (slot: Slot) => void,
): (slot: Slot) => RTCRtpReceiver | undefined {
  const receivers = new Map<Slot, RTCRtpReceiver>()
  const put = (slot: Slot, receiver: RTCRtpReceiver) => {
    receivers.set(slot, receiver)
    receiver.track.addEventListener('unmute', () => begun(slot))
  }
  for (const slot of wanted) put(slot, connection.addTransceiver(kindOf(slot), { direction: 'recvonly' }).receiver)
  const own = new Set(receivers.values())
  const left = new Set(wanted)
  // What is of this side's offer stands idle where the server has made one itself: that brings its own.
  connection.ontrack = ({ receiver }) => {
    const slot = [...left].find((one) => kindOf(one) === receiver.track.kind)
    if (own.has(receiver) || !slot) return
    left.delete(slot)
    put(slot, receiver)
  }
  return (slot) => receivers.get(slot)
}

function kindOf(slot: Slot): 'audio' | 'video' {
  return slot.endsWith('Sound') ? 'audio' : 'video'
}

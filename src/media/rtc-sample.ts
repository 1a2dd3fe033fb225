import type { RtcSample } from '../../core/ladder/sample.ts'

/** What has come of one stream since the session began. */
export interface Came {
  packets: number
  lost: number
  /** Pictures; 0 of sound. */
  frames: number
  /** Pictures that came and were not shown; 0 where the browser does not say. */
  dropped: number
}

/** What has come in each of a receiver's places. */
export type Arrivals = Readonly<Record<Slot, Came>>

export const slots = ['hostSound', 'hostPicture', 'floorSound', 'floorPicture'] as const
export type Slot = (typeof slots)[number]

const nothing: Came = { packets: 0, lost: 0, frames: 0, dropped: 0 }
export const nothingCame: Arrivals = {
  hostSound: nothing,
  hostPicture: nothing,
  floorSound: nothing,
  floorPicture: nothing,
}

/** @param stats of one receiver: those of other kinds are passed over */
export function cameIn(stats: Iterable<unknown>): Came {
  for (const one of stats) {
    const { type, ...stats } = one as Partial<RTCInboundRtpStreamStats>
    const { packetsReceived = 0, packetsLost = 0, framesDecoded = 0, framesDropped = 0 } = stats
    if (type !== 'inbound-rtp') continue
    return { packets: packetsReceived, lost: packetsLost, frames: framesDecoded, dropped: framesDropped }
  }
  return nothing
}

/**
 * What a session's statistics say of the line since they were last looked at. How much could come they do not say: what browsers
 * reckon follows what is sent, and would keep everybody at the small picture.
 */
export function rtcSample(state: RtcSample['state'], before: Arrivals, now: Arrivals): RtcSample {
  const since = (slot: Slot, of: keyof Came) => Math.max(0, now[slot][of] - before[slot][of])
  const sum = (of: keyof Came) => slots.reduce((all, slot) => all + since(slot, of), 0)
  const [came, lost] = [sum('packets'), sum('lost')]
  const [frames, dropped] = [sum('frames'), sum('dropped')]
  // A still picture sends little and is not frozen: frozen is one of which packets come and no picture can be made.
  const stands = (slot: Slot) => since(slot, 'packets') > 3 && now[slot].frames > 0 && since(slot, 'frames') === 0
  return {
    state,
    heard: came > 0,
    loss: came + lost > 0 ? lost / (came + lost) : 0,
    frozen: stands('hostPicture') || stands('floorPicture') ? 1 : 0,
    dropped: frames + dropped > 0 ? dropped / (frames + dropped) : 0,
  }
}

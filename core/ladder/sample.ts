/** What a browser knows of its line, once a second. */
export interface LineSample {
  /** When, ms of a clock that only goes on. */
  at: number
  /** For how long nothing was heard of the hub on the room's WebSocket that should have been, ms. It beats every second on most lines. */
  heardAgo: number
  /** The longest that nothing was heard of it since the last sample, where that is known, ms: a cut may be over when it is looked. */
  silence?: number | undefined
  /** There and back on the WebSocket, ms; `undefined` while it is not open. */
  rtt?: number | undefined
  /** The WebRTC session of this lesson, while there is one. */
  webrtc?: RtcSample | undefined
  /** The timeline's own sound, while it is played: how often it ran dry since the last sample. */
  sound?: { underruns: number } | undefined
  /** The hub said since the last sample that the speaker's sound came late to it already: what ran dry then says nothing of this line. */
  spokenLate?: boolean | undefined
  /** How much later than it was due this sample was taken, ms: the device has other work; `undefined` where it may be put off, as in a hidden page. */
  overdue?: number | undefined
  /** HLS, while it is played: how often it stood still since the last sample, and what came in, kbit/s. */
  hls?: { stalls: number; bandwidth?: number | undefined } | undefined
}

export interface RtcSample {
  state: 'connecting' | 'connected' | 'failed'
  /** Packets came since the last sample. */
  heard: boolean
  /** Of these, the share that was lost: 0 to 1. */
  loss: number
  /** The share of the time in which the picture stood still: 0 to 1. */
  frozen: number
  /** The share of the pictures that came and were not shown: 0 to 1; not all browsers say. */
  dropped?: number | undefined
  /** What the browser thinks could come, kbit/s; many do not say. */
  available?: number | undefined
}

/** A line that was silent for so long may be cut: what came of that says nothing of how much it carries. ms */
export const maybeCut = 1_500

/** And for so long it is gone. Shorter ones a lesson lives through where it is. ms */
export const gone = 5_000

/** A device that takes its samples so much too late has more work than it can do. A little more is nothing for a sharp picture already. ms */
export const overworked = { sharp: 250, any: 500 }

/** What came while a busy device did not get to hear it was not silence. */
export function excused(sample: LineSample): LineSample {
  const { heardAgo, silence, overdue = 0 } = sample
  const less = (ms: number) => Math.max(0, ms - overdue)
  return { ...sample, heardAgo: less(heardAgo), silence: silence === undefined ? undefined : less(silence) }
}

import { endOf, packetMs, type SoundPacket } from './packet.ts'

/**
 * From a recorder's times to the lesson's. A recorder counts from its own beginning, by the microphone's clock; a lesson's time
 * goes by the hub's. Packets come out one behind the other, without a hole where none was recorded, and follow the lesson's
 * clock by steps that nobody hears. Pure.
 */
export type RecordedTime = {
  /** The lesson's time of the recorder's beginning, ms; undefined before the first packet. */
  readonly shift: number | undefined
  /** Where the last packet ended: by the recorder's time, and by the lesson's. */
  readonly ended: { recorder: number; lesson: number }
  /** How far behind the lesson's clock the last packets' ends were when they came, ms, newest last. */
  readonly behind: readonly number[]
}

export const nothingRecorded: RecordedTime = { shift: undefined, ended: { recorder: 0, lesson: 0 }, behind: [] }

/** A recorder's times jitter by some ms; beyond this it had nothing to record, ms. */
const HOLE = 100

/** More than this too late: the microphone was away, or the page asleep, ms. */
const AWAY = 500

/** Clocks may differ by so much before anything is done, and so much is done with each chunk, ms. What others take for no hole. */
const [APART, STEP] = [30, 5]

/** Of so many chunks the quickest counts: others were held up on their way from the recorder. And so many were late for a reason. */
const [CHUNKS, LATE] = [40, 4]

/** Gives packets that came at `now`, the lesson's time, their times of the lesson: whole ms at the beginning of each call's packets. */
export function lessonTimes(
  time: RecordedTime,
  packets: readonly SoundPacket[],
  now: number,
): { time: RecordedTime; packets: SoundPacket[] } {
  const [first, end] = [packets[0], endOf(packets)]
  if (!first || end === undefined) return { time, packets: [] }

  const begun = time.shift !== undefined
  const { shift = now - end } = time
  const behind = [...time.behind, now - (end + shift)].slice(-CHUNKS)
  const late = behind.slice(-LATE)
  const away = late.length === LATE && Math.min(...late) > AWAY ? Math.min(...late) : 0
  const least = Math.min(...behind)
  const step = away || (Math.abs(least) > APART ? Math.sign(least) * STEP : 0)

  const follows = begun && away === 0 && Math.abs(first.at - time.ended.recorder) <= HOLE
  const planned = (follows ? time.ended.lesson : Math.max(first.at + shift, time.ended.lesson)) + step
  const start = Math.max(0, Math.round(planned))
  const placed = inARow(packets, start)
  return {
    time: {
      shift: start - first.at,
      ended: { recorder: end, lesson: endOf(placed) ?? start },
      behind: (away > 0 ? late : behind).map((ms) => ms - step),
    },
    packets: placed,
  }
}

function inARow(packets: readonly SoundPacket[], start: number): SoundPacket[] {
  let at = start
  return packets.map(({ bytes }) => {
    const packet = { at, bytes }
    at += packetMs(bytes) ?? 0
    return packet
  })
}

/** For a recorder that begins anew, after a pause or with another microphone: its times count from its own beginning. */
export function begunAnew({ ended }: RecordedTime): RecordedTime {
  return { ...nothingRecorded, ended: { recorder: 0, lesson: ended.lesson } }
}

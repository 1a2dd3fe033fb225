import type { SoundPacket } from '../../core/sound/packet.ts'
import { begunAnew, lessonTimes, type RecordedTime } from '../../core/sound/recorded-time.ts'
import { webmReader } from '../../core/sound/webm/read.ts'
import { RECORDED_TYPE } from './microphone.ts'

export type Recorder = {
  /** Resolves when the last packets have been given out, with what the next recorder of the same lesson begins with. */
  stop(): Promise<RecordedTime>
}

/** How long MediaRecorder gathers before it gives what it has, ms. Its packets are of 60 ms, so it is 120 that come. */
const TIMESLICE = 100

/**
 * Records one stream from now on. Packets are given out in order, with their times of the lesson. `failed` is called once, when the
 * browser stops by itself or writes what cannot be read.
 */
export function startRecorder(
  stream: MediaStream,
  options: { bitsPerSecond: number; time: RecordedTime; lessonNow(): number },
  said: (packets: SoundPacket[]) => void,
  failed: () => void,
): Recorder {
  const reader = webmReader()
  const recorder = new MediaRecorder(stream, {
    mimeType: RECORDED_TYPE,
    audioBitsPerSecond: options.bitsPerSecond,
  })
  let time = begunAnew(options.time)
  let reading = Promise.resolve()
  let stopping = false

  recorder.ondataavailable = ({ data }) => {
    const now = options.lessonNow()
    // Blobs are read one behind the other, since a short one may be quicker than a long one before it.
    reading = reading.then(async () => {
      const read = reader.read(new Uint8Array(await data.arrayBuffer()))
      if (!read.ok) return fail()
      const placed = lessonTimes(time, read.packets, now)
      time = placed.time
      if (placed.packets.length > 0) said(placed.packets)
    })
  }

  function fail(): void {
    if (stopping) return
    stopping = true
    if (recorder.state !== 'inactive') recorder.stop()
    failed()
  }

  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => {
      resolve()
      fail()
    }
  })
  recorder.onerror = fail
  recorder.start(TIMESLICE)

  return {
    async stop() {
      stopping = true
      if (recorder.state !== 'inactive') recorder.stop()
      await stopped
      await reading
      return time
    },
  }
}

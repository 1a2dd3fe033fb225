import { type SoundMode, soundRates } from '../../core/sound/mode.ts'
import type { SoundPacket } from '../../core/sound/packet.ts'
import { nothingRecorded, type RecordedTime } from '../../core/sound/recorded-time.ts'
import { type LevelMeter, levelMeter } from './level.ts'
import { type MicrophoneTrouble, openMicrophone } from './microphone.ts'
import { type Recorder, startRecorder } from './recorder.ts'

export type RecordingState = { at: 'recording'; device: string } | { at: 'paused' } | { at: MicrophoneTrouble }

export type RecordingOptions = {
  mode: SoundMode
  /** The lesson's running time, ms. */
  lessonNow(): number
  /** The microphone's id; the browser's choice without. */
  device?: string
  /** What MediaRecorder is asked for; it sends about as much, of a voice with pauses less. Without it what the mode wants. */
  bitsPerSecond?: number
  /** Packets with their times, some every tenth of a second, in order, without a hole where none was recorded. */
  said(packets: SoundPacket[]): void
  /** Told at each change. In trouble the recording goes on as soon as there is a microphone again. */
  changed(state: RecordingState): void
}

export type Recording = {
  /** 0 to 1, for a meter. */
  level(): number
  /** Nothing is recorded until `resume`; the microphone stays this page's. */
  pause(): Promise<void>
  resume(): void
  /** Another microphone, or the same in another mode, or coded at another rate. */
  change(to: { device?: string; mode?: SoundMode; bitsPerSecond?: number }): Promise<void>
  /** The last packets have been given out, and the microphone is free. */
  stop(): Promise<void>
}

/**
 * Records a microphone for a lesson, with or without a hub. An unplugged microphone does not end it: the browser's other one is
 * taken where there is one, or the next that is plugged in.
 */
export function record(options: RecordingOptions): Recording {
  let { device, mode, bitsPerSecond } = options
  let stream: MediaStream | undefined
  let meter: LevelMeter | undefined
  let recorder: Recorder | undefined
  let time: RecordedTime = nothingRecorded
  let paused = false
  let over = false
  let work = Promise.resolve()

  /** One thing after the other, whatever is pressed meanwhile. */
  function then(act: () => Promise<void>): Promise<void> {
    work = work.then(act)
    return work
  }

  async function open(): Promise<void> {
    await close()
    if (over) return
    const microphone = await openMicrophone(mode, device)
    if (!microphone.ok) return options.changed({ at: microphone.why })
    stream = microphone.stream
    meter = levelMeter(stream)
    stream.getAudioTracks()[0]?.addEventListener('ended', lost)
    start()
  }

  function start(): void {
    if (!stream || over) return
    const [track] = stream.getAudioTracks()
    if (track) track.enabled = !paused
    if (paused) {
      options.changed({ at: 'paused' })
      return
    }
    const coding = { ...options, bitsPerSecond: bitsPerSecond ?? soundRates[mode], time }
    recorder = startRecorder(stream, coding, options.said, () => {
      void then(async () => {
        // Where the microphone went, that is what is told.
        if (track?.readyState === 'live') options.changed({ at: 'failed' })
      })
    })
    options.changed({ at: 'recording', device: track?.label ?? '' })
  }

  /** Unplugged, or taken away by the person or the system. */
  function lost(): void {
    void then(async () => {
      await close()
      options.changed({ at: 'unplugged' })
      await open()
    })
  }

  /** Something was plugged in. */
  function found(): void {
    void then(async () => {
      if (!stream) await open()
    })
  }

  async function end(): Promise<void> {
    if (recorder) time = await recorder.stop()
    recorder = undefined
  }

  async function close(): Promise<void> {
    await end()
    meter?.close()
    for (const track of stream?.getTracks() ?? []) {
      track.removeEventListener('ended', lost)
      track.stop()
    }
    meter = stream = undefined
  }

  navigator.mediaDevices?.addEventListener('devicechange', found)
  void then(open)

  return {
    level: () => (paused ? 0 : (meter?.level() ?? 0)),
    pause: () =>
      then(async () => {
        paused = true
        await end()
        start()
      }),
    resume: () =>
      void then(async () => {
        paused = false
        if (stream && !recorder) start()
      }),
    change: (to) =>
      then(async () => {
        device = to.device ?? device
        mode = to.mode ?? mode
        bitsPerSecond = to.bitsPerSecond ?? bitsPerSecond
        if (to.device !== undefined || to.mode !== undefined) return open()
        if (!recorder) return
        await end()
        start()
      }),
    stop: () =>
      then(async () => {
        over = true
        navigator.mediaDevices?.removeEventListener('devicechange', found)
        await close()
      }),
  }
}

import type { SoundMode } from '../../core/sound/mode.ts'

/** Why a microphone or a camera cannot be had. */
export type DeviceTrouble = 'denied' | 'none' | 'busy' | 'failed'

/** Why there is no sound from a microphone. Words for each: `words.ts`. */
export type MicrophoneTrouble = DeviceTrouble | 'unplugged' | 'cannot-record'

export type Microphone = { ok: true; stream: MediaStream } | { ok: false; why: MicrophoneTrouble }

/** Opens a microphone: the one with this id, or where that is gone the browser's own choice. Asks the person, where the browser does. */
export async function openMicrophone(mode: SoundMode, device?: string): Promise<Microphone> {
  // Browsers have no devices in pages that came without TLS.
  if (!navigator.mediaDevices || !canRecord()) return { ok: false, why: 'cannot-record' }
  const helped = mode === 'voice'
  const audio: MediaTrackConstraints = {
    channelCount: 1,
    echoCancellation: helped,
    noiseSuppression: helped,
    autoGainControl: helped,
    ...(device === undefined ? {} : { deviceId: { ideal: device } }),
  }
  try {
    return { ok: true, stream: await navigator.mediaDevices.getUserMedia({ audio }) }
  } catch (error) {
    return { ok: false, why: deviceTroubleOf(error) }
  }
}

export interface KnownMicrophone {
  id: string
  /** As its maker calls it; '' before the person has allowed any. */
  label: string
}

/** The microphones that there are, each once: Chromium lists the one that the system prefers under names of its own, too. */
export async function microphones(): Promise<KnownMicrophone[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? []
  return devices
    .filter(({ kind, deviceId }) => kind === 'audioinput' && !['', 'default', 'communications'].includes(deviceId))
    .map(({ deviceId, label }) => ({ id: deviceId, label }))
}

/** What MediaRecorder is to write. */
export const RECORDED_TYPE = 'audio/webm;codecs=opus'

function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported(RECORDED_TYPE)
}

/** Media Capture and Streams, 10.2: the names of what getUserMedia is refused with. */
export function deviceTroubleOf(error: unknown): DeviceTrouble {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'failed'
  }
}

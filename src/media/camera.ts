import { type DeviceTrouble, deviceTroubleOf } from '../sound/index.ts'

/** Where a picture comes from: a camera (a document camera is one), or this device's screen. */
export type PictureSource = { from: 'camera'; device?: string } | { from: 'screen' }

export interface Camera {
  id: string
  /** As its maker calls it; '' before the person has allowed any. */
  label: string
}

/** Words for each: `words.ts`. `cannot-show`: this browser, or a page that came without TLS, has no cameras. */
export type PictureTrouble = DeviceTrouble | 'unplugged' | 'cannot-show'

export type OpenedPicture = { ok: true; stream: MediaStream } | { ok: false; why: PictureTrouble | 'not-chosen' }

const most = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 } }

/** Opens a camera or the screen; asks the person, where the browser does. */
export async function openPicture(source: PictureSource): Promise<OpenedPicture> {
  const { mediaDevices } = navigator
  if (!mediaDevices || (source.from === 'screen' && !mediaDevices.getDisplayMedia)) {
    return { ok: false, why: 'cannot-show' }
  }
  try {
    if (source.from === 'screen') {
      const stream = await mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } } })
      // Letters, not faces: rather fewer pictures than blurred ones.
      for (const track of stream.getVideoTracks()) track.contentHint = 'detail'
      return { ok: true, stream }
    }
    const chosen = source.device === undefined ? {} : { deviceId: { exact: source.device } }
    return { ok: true, stream: await mediaDevices.getUserMedia({ video: { ...most, ...chosen } }) }
  } catch (error) {
    const why = deviceTroubleOf(error)
    // Who closes the choice of screens has thought better of it.
    return { ok: false, why: source.from === 'screen' && why === 'denied' ? 'not-chosen' : why }
  }
}

/** The cameras that there are. */
export async function cameras(): Promise<Camera[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? []
  return devices.filter(({ kind }) => kind === 'videoinput').map(({ deviceId, label }) => ({ id: deviceId, label }))
}

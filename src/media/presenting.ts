import { type RemoteSound, remoteSound } from './remote-sound.ts'
import type { Slot } from './rtc-sample.ts'
import type { Shown } from './use-shown.ts'
import type { Watching } from './watch.ts'

export type Heard = Record<'host' | 'floor', boolean>
export type Pictures = Record<'host' | 'floor', MediaStream | undefined>

export const silent: Heard = { host: false, floor: false }
export const unseen: Pictures = { host: undefined, floor: undefined }

/** What of a session is heard and seen here. */
export interface Presenting {
  /**
   * @param came in which places anything has come since it was last looked
   * @param isUp whether the ladder stands on a rung of WebRTC
   * @param shown whose picture is to be had
   */
  look(session: Watching, came: ReadonlySet<Slot>, isUp: boolean, shown: Shown): void
  /** Whether a picture that is to be had is not seen. */
  lacks(shown: Shown): boolean
  end(): void
}

/** Both are told what is another. */
export function presenting(hear: (heard: Heard) => void, see: (pictures: Pictures) => void): Presenting {
  let sounds: Record<'host' | 'floor', RemoteSound> | undefined
  let heard = silent
  let pictures = unseen

  function become(nowHeard: Heard, nowSeen: Pictures): void {
    const [sameSound, samePicture] = [same(heard, nowHeard), same(pictures, nowSeen)]
    heard = nowHeard
    pictures = nowSeen
    if (!sameSound) hear(heard)
    if (!samePicture) see(pictures)
  }

  return {
    look(session, came, isUp, shown) {
      sounds ??= { host: remoteSound(), floor: remoteSound() }
      const speaks = (whose: 'host' | 'floor') => {
        const track = session.track(`${whose}Sound`)
        return isUp && track !== undefined && came.has(`${whose}Sound`) && sounds?.[whose].hear(track) === true
      }
      const picture = (whose: 'host' | 'floor') => {
        if (!isUp || !shown[whose]) return undefined
        return pictures[whose] ?? (came.has(`${whose}Picture`) ? streamOf(session.track(`${whose}Picture`)) : undefined)
      }
      const next = { host: speaks('host'), floor: speaks('floor') }
      sounds.host.mute(!next.host)
      sounds.floor.mute(!next.floor)
      become(next, { host: picture('host'), floor: picture('floor') })
    },
    lacks: (shown) => (shown.host && !pictures.host) || (shown.floor && !pictures.floor),
    end() {
      sounds?.host.close()
      sounds?.floor.close()
      sounds = undefined
      become(silent, unseen)
    },
  }
}

function same<T>(one: Record<'host' | 'floor', T>, other: Record<'host' | 'floor', T>): boolean {
  return one.host === other.host && one.floor === other.floor
}

function streamOf(track: MediaStreamTrack | undefined): MediaStream | undefined {
  return track && new MediaStream([track])
}

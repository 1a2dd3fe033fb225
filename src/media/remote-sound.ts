/** Plays a track that comes by WebRTC. */
export interface RemoteSound {
  /** @returns whether it is really being played: a browser may want a touch first */
  hear(track: MediaStreamTrack): boolean
  mute(muted: boolean): void
  close(): void
}

export function remoteSound(): RemoteSound {
  const element = new Audio()
  element.muted = true
  let playing: MediaStreamTrack | undefined
  return {
    hear(track) {
      if (playing !== track) {
        playing = track
        element.srcObject = new MediaStream([track])
      }
      // It is asked again at each look, also after a touch has allowed it.
      if (element.paused) element.play().catch(() => undefined)
      return !element.paused
    },
    mute(muted) {
      element.muted = muted
    },
    close() {
      element.pause()
      element.srcObject = null
    },
  }
}

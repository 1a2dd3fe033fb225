/**
 * What a classroom gets of a lesson, from the sharp picture (5) down to the prepared lesson in its cache (0). Sound is on 2
 * and above, the board and the questions on all but 0.
 */
export type Rung = 0 | 1 | 2 | 3 | 4 | 5

/** What a rung comes by, and what it needs of the line, kbit/s. */
export const rungs: Readonly<Record<Rung, { way: 'none' | 'socket' | 'hls' | 'webrtc'; needs: number }>> = {
  5: { way: 'webrtc', needs: 700 },
  4: { way: 'webrtc', needs: 180 },
  3: { way: 'socket', needs: 24 },
  2: { way: 'hls', needs: 50 },
  1: { way: 'socket', needs: 3 },
  0: { way: 'none', needs: 0 },
}

/** 互动, with talk-back, or 广播, to any number. */
export type Shape = 'interactive' | 'broadcast'

/** What the room, the hub, the browser and whoever stands before the screen want of the ladder. */
export interface Wish {
  shape: Shape
  /** There is a WebRTC stream to be had, and this browser can have it. */
  webrtc: boolean
  /** There is an HLS stream to be had, and this browser can play it. */
  hls: boolean
  /** Held by hand. */
  held?: Rung | undefined
}

/**
 * The rungs that there are, the best first. In 互动 nobody is put by itself where talk-back comes seconds late; in 广播 a late picture is
 * better than none.
 */
export function ladderOf({ shape, webrtc, hls, held }: Wish): readonly Rung[] {
  const all: readonly Rung[] = [5, 4, 2, 3, 1, 0]
  return all.filter((rung) => {
    if (rungs[rung].way === 'webrtc') return webrtc
    return rung !== 2 || (hls && (shape === 'broadcast' || held === 2))
  })
}

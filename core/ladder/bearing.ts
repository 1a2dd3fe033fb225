import { type Rung, rungs } from './rungs.ts'
import { type LineSample, maybeCut, overworked } from './sample.ts'

/**
 * Why a classroom is where it is. `line-thin`: it carries too little; `loss`, `frozen`, `sound-breaks`, `slow`: what showed it;
 * `udp-blocked`: WebRTC does not come through; `line-gone`: nothing does; `device-busy`: the line may be well, and the device cannot keep up; `joining`: it is being found out; `good`: nothing is wrong; `held`: by
 * hand; `held-not-possible`: by hand, and yet it cannot be.
 */
export type Reason =
  | 'joining'
  | 'good'
  | 'line-thin'
  | 'loss'
  | 'frozen'
  | 'sound-breaks'
  | 'slow'
  | 'udp-blocked'
  | 'line-gone'
  | 'device-busy'
  | 'held'
  | 'held-not-possible'

/**
 * Why the line does not bear a rung; `undefined` where nothing says so.
 *
 * @param recent samples, the newest last. One bad second is none.
 */
export function unbearable(rung: Rung, recent: readonly LineSample[]): Reason | undefined {
  switch (rung) {
    case 5:
      return unbearable(4, recent) ?? badPicture(recent)
    case 4:
      return badRtc(recent)
    case 3:
      return badSound(recent)
    case 2:
      return badHls(recent)
    default:
      return undefined
  }
}

/** Whether the newest sample speaks for trying a better rung. Where the browser does not know, trying tells. */
export function promises(rung: Rung, { heardAgo, rtt, webrtc, sound, hls, overdue = 0 }: LineSample): boolean {
  if (heardAgo > maybeCut || rtt === undefined || (sound?.underruns ?? 0) > 0) return false
  if (overdue >= (rung >= 4 || rung === 2 ? overworked.sharp : overworked.any)) return false
  const { needs } = rungs[rung]
  if (rung >= 4) {
    if (rtt > 1_500) return false
    if (webrtc?.state !== 'connected') return rung === 4
    return webrtc.heard && webrtc.loss <= 0.05 && webrtc.frozen < 0.1 && (webrtc.available ?? 2 * needs) >= 1.2 * needs
  }
  return rung === 2 ? (hls?.bandwidth ?? 2 * needs) >= 1.5 * needs && rtt < 2_500 : rtt < 2_500
}

function badPicture(recent: readonly LineSample[]): Reason | undefined {
  if (twice(recent, ({ webrtc }) => (webrtc?.loss ?? 0) > 0.1)) return 'loss'
  if (twice(recent, ({ webrtc }) => (webrtc?.frozen ?? 0) >= 0.5)) return 'frozen'
  const thin = ({ webrtc }: LineSample) => (webrtc?.available ?? rungs[5].needs) < 0.8 * rungs[5].needs
  if (twice(recent, thin)) return 'line-thin'
  return often(recent, (sample) => isBusy(sample, overworked.sharp, 0.25)) ? 'device-busy' : undefined
}

/** Sound by WebRTC is understood through much loss, so only what it cannot stand counts. */
function badRtc(recent: readonly LineSample[]): Reason | undefined {
  const newest = recent[recent.length - 1]
  if (newest?.webrtc?.state === 'failed') return 'udp-blocked'
  if (twice(recent, ({ webrtc }) => webrtc?.state !== 'connected' || !webrtc.heard)) return 'udp-blocked'
  if (twice(recent, ({ webrtc }) => (webrtc?.loss ?? 0) > 0.3)) return 'loss'
  const thin = ({ webrtc }: LineSample) => (webrtc?.available ?? rungs[4].needs) < 0.75 * rungs[4].needs
  if (twice(recent, thin)) return 'line-thin'
  return often(recent, isOverworked) ? 'device-busy' : undefined
}

/** Of sound that a busy device did not get to play the line is not to blame, and less than sound alone would not help it. */
function badSound(recent: readonly LineSample[]): Reason | undefined {
  if (twice(recent, (sample) => (sample.sound?.underruns ?? 0) > 0 && !isOverworked(sample), 5)) return 'sound-breaks'
  return twice(recent, (sample) => (sample.rtt ?? 0) > 4_000 && !isOverworked(sample)) ? 'slow' : undefined
}

function badHls(recent: readonly LineSample[]): Reason | undefined {
  if (often(recent, isOverworked)) return 'device-busy'
  if (twice(recent, ({ hls }) => (hls?.stalls ?? 0) > 0, 10)) return 'frozen'
  const thin = ({ hls }: LineSample) => (hls?.bandwidth ?? rungs[2].needs) < 0.8 * rungs[2].needs
  return twice(recent, thin) ? 'line-thin' : undefined
}

/** Whether the device has more work than it can do, whatever it gets. */
export function isOverworked(sample: LineSample): boolean {
  return isBusy(sample, overworked.any, 0.5)
}

/**
 * Whether it was the device that did not keep up. Pictures that are dropped beside lost packets are the line's. How long decoding takes says
 * nothing: in hardware each picture waits for the next.
 */
function isBusy({ overdue = 0, webrtc }: LineSample, late: number, dropped: number): boolean {
  return overdue >= late || ((webrtc?.dropped ?? 0) >= dropped && (webrtc?.loss ?? 0) < 0.02)
}

/** Whether two of the last samples are bad, be there a good one between them: a line may go up and down by the second. */
function twice(recent: readonly LineSample[], isBad: (sample: LineSample) => boolean, of = 4): boolean {
  return recent.slice(-of).filter(isBad).length >= 2
}

/** A device is busy now and then: as when a page is turned. */
function often(recent: readonly LineSample[], isBad: (sample: LineSample) => boolean): boolean {
  return recent.slice(-5).filter(isBad).length >= 3
}

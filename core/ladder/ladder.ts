import { isOverworked, promises, type Reason, unbearable } from './bearing.ts'
import { ladderOf, type Rung, rungs, type Wish } from './rungs.ts'
import { excused, gone, type LineSample, maybeCut } from './sample.ts'

/**
 * The media ladder: what a classroom gets, by what its browser knows of the line. Down at once, up with patience, which
 * grows with each try that failed; no more than `mostUps` times up in a minute, whatever the line does. A pure function of the samples.
 */
export interface Standing {
  rung: Rung
  because: Reason
  /** A rung whose stream is to be opened beside what is going on, to see whether it comes through. */
  trying: Rung | undefined
  /** What the ladder remembers. */
  readonly memory: Memory
}

interface Memory {
  joined: number
  /** Since when it is on this rung. */
  since: number
  /** Since when all samples promise the next rung. */
  promising: number | undefined
  tryingSince: number | undefined
  /** How long each rung has to be promised before it is tried, ms. */
  patience: Readonly<Record<Rung, number>>
  /** The rung that was climbed to last, until it has proved itself. */
  climbed: { to: Rung; at: number } | undefined
  ups: readonly number[]
  recent: readonly LineSample[]
}

export const mostUps = 5
const minute = 60_000

/** By when it has to be known after joining which way to use, and how long a WebRTC session may take to come up. ms */
export const foundOut = 4_000
const tryFor = 3_500

/** At first. A rung that does not hold for `proves` doubles its patience, up to the second number; ms. */
const patience: Readonly<Record<Rung, readonly [first: number, most: number]>> = {
  5: [8_000, 5 * minute],
  4: [6_000, 5 * minute],
  3: [4_000, minute],
  2: [6_000, 5 * minute],
  1: [0, minute / 2],
  0: [0, 0],
}
const proves = 30_000

/** The first standing of who joins: sound and board over the WebSocket, and WebRTC is tried beside it. */
export function join(at: number, wish: Wish): Standing {
  const first = (rung: Rung) => patience[rung][0]
  const each = { 5: first(5), 4: first(4), 3: first(3), 2: first(2), 1: first(1), 0: first(0) }
  const memory: Memory = {
    ...{ joined: at, since: at, promising: undefined, tryingSince: at, patience: each, climbed: undefined },
    ...{ ups: [], recent: [] },
  }
  return { rung: 3, because: 'joining', trying: wish.webrtc && wish.held === undefined ? 4 : wish.held, memory }
}

/** Where one stands after one more sample. */
export function climb(before: Standing, looked: LineSample, wish: Wish): Standing {
  const sample = excused(looked)
  const standing = remember(before, sample)
  // A WebRTC session may live while the WebSocket is opened anew.
  const silent = sample.webrtc?.heard && standing.rung >= 4 ? 0 : sample.heardAgo
  if (silent > gone) return wish.held === 0 ? hold(standing, 0) : drop(standing, 0, 'line-gone', sample.at)
  if (wish.held !== undefined) return held(standing, sample, wish, wish.held)
  if (standing.rung === 0) return comeBack(standing, sample)
  // In a cut of a second or two one stays where one is.
  if (silent > maybeCut) return settle(standing, undefined)
  return goDown(standing, sample, wish) ?? goUp(standing, sample, wish)
}

function remember(before: Standing, sample: LineSample): Standing {
  const { memory } = before
  const isWhole = Math.max(sample.heardAgo, sample.silence ?? 0) <= maybeCut
  // Sound runs dry before it can be known that the line is cut, or that it was the speaker's.
  const recent = isWhole && !sample.spokenLate ? [...memory.recent, sample].slice(-10) : []
  const ups = memory.ups.filter((at) => at > sample.at - minute)
  const { climbed } = memory
  if (!climbed || sample.at - climbed.at < proves) return { ...before, memory: { ...memory, recent, ups } }
  const proved = { ...memory.patience, 1: patience[1][0], [climbed.to]: patience[climbed.to][0] }
  return { ...before, memory: { ...memory, recent, ups, climbed: undefined, patience: proved } }
}

/** To the best rung below that the line bears, by the same samples. From a picture straight to the sound that is surest. */
function goDown(standing: Standing, sample: LineSample, wish: Wish): Standing | undefined {
  const { rung, memory } = standing
  const ladder = ladderOf(wish)
  if (!ladder.includes(rung)) return drop(standing, 3, 'good', sample.at)
  const because = unbearable(rung, memory.recent)
  if (because === undefined) return undefined
  if (rung === 5 && unbearable(4, memory.recent) === undefined) return drop(standing, 4, because, sample.at)
  return drop(standing, rung === 3 ? 1 : 3, because, sample.at)
}

function drop(standing: Standing, to: Rung, because: Reason, at: number): Standing {
  const { rung, memory } = standing
  if (to === rung) return { ...standing, because, trying: undefined }
  const failed = memory.climbed?.to === rung && to > 0 ? longer(memory.patience, rung) : memory.patience
  // A WebRTC session that does not come through is no better for the smaller picture.
  const all = because === 'udp-blocked' ? longer(failed, 4) : failed
  return {
    ...{ rung: to, because, trying: undefined },
    memory: { ...memory, since: at, promising: undefined, patience: all, climbed: undefined, recent: [] },
  }
}

function longer(all: Memory['patience'], rung: Rung): Memory['patience'] {
  const [, most] = patience[rung]
  return { ...all, [rung]: Math.min(most, Math.max(2_000, 2 * all[rung])) }
}

function goUp(standing: Standing, sample: LineSample, wish: Wish): Standing {
  const { memory } = standing
  if (standing.trying !== undefined) return goOnTrying(standing, sample, wish)
  const above = rungsAbove(standing.rung, wish).filter((rung) => promises(rung, sample))
  if (above.length === 0) return settle(standing, undefined)
  const promising = memory.promising ?? sample.at
  const to = above.find((rung) => sample.at - promising >= memory.patience[rung])
  if (to === undefined || memory.ups.length >= mostUps) return settle(standing, promising)
  if (to === 4 && !comesByRtc(sample)) {
    return { ...standing, trying: 4, memory: { ...memory, promising, tryingSince: sample.at } }
  }
  return rise(standing, to, sample.at)
}

/** Where one may go from a rung, the best first: to sound before a picture, to the small picture before the sharp one. */
function rungsAbove(rung: Rung, wish: Wish): readonly Rung[] {
  const ladder = ladderOf(wish)
  const better = ladder.slice(0, Math.max(0, ladder.indexOf(rung)))
  if (rung <= 1) return better.filter((each) => each === 3)
  return rung === 4 ? better : better.filter((each) => each !== 5)
}

function comesByRtc({ webrtc }: LineSample): boolean {
  return webrtc?.state === 'connected' && webrtc.heard && webrtc.loss <= 0.2
}

/** What was wrong is told for as long as it keeps one where one is. */
function settle(standing: Standing, promising: number | undefined): Standing {
  const because = standing.because.startsWith('held') ? 'good' : standing.because
  return { ...standing, because, memory: { ...standing.memory, promising } }
}

/** A WebRTC session is being opened beside what is played. */
function goOnTrying(standing: Standing, sample: LineSample, wish: Wish): Standing {
  const { memory } = standing
  const { webrtc } = sample
  const isThin = (webrtc?.available ?? rungs[4].needs) < rungs[4].needs
  if (webrtc && comesByRtc(sample) && !isThin && !isOverworked(sample) && memory.ups.length < mostUps) {
    const isSharp = (webrtc.available ?? 0) >= 1.2 * rungs[5].needs && memory.patience[5] === patience[5][0]
    return rise(standing, isSharp ? 5 : 4, sample.at)
  }
  const since = memory.tryingSince ?? sample.at
  if (webrtc?.state !== 'failed' && sample.at - since < tryFor) return standing
  const because = isOverworked(sample) ? 'device-busy' : comesByRtc(sample) ? 'line-thin' : 'udp-blocked'
  const given: Standing = {
    ...{ rung: standing.rung, because, trying: undefined },
    memory: { ...memory, promising: undefined, patience: longer(longer(memory.patience, 4), 4) },
  }
  // A late picture, at once where it is the start.
  const isJoining = sample.at - memory.joined <= foundOut && standing.rung === 3
  return isJoining && ladderOf(wish).includes(2) && promises(2, sample)
    ? { ...rise(given, 2, sample.at), because }
    : given
}

function rise(standing: Standing, to: Rung, at: number): Standing {
  const { memory } = standing
  return {
    ...{ rung: to, because: 'good', trying: undefined },
    memory: {
      ...{ ...memory, since: at, promising: undefined, tryingSince: undefined, climbed: { to, at }, recent: [] },
      ups: [...memory.ups, at],
    },
  }
}

/** A line that is back: sound at once, but where it comes and goes it has to stay for a while. */
function comeBack(standing: Standing, sample: LineSample): Standing {
  const { memory } = standing
  if (sample.heardAgo > maybeCut || sample.rtt === undefined) return settle(standing, undefined)
  const promising = memory.promising ?? sample.at
  if (sample.at - promising < memory.patience[1] || memory.ups.length >= mostUps) return settle(standing, promising)
  const soundFailed = memory.patience[3] > patience[3][0]
  const back = rise(standing, soundFailed ? 1 : 3, sample.at)
  // Each time it is gone again within the minute the wait grows; `climbed` stands for both rungs.
  return { ...back, memory: { ...back.memory, patience: longer(back.memory.patience, 1) } }
}

function held(standing: Standing, sample: LineSample, wish: Wish, rung: Rung): Standing {
  const { memory } = standing
  const isHeld = standing.because === 'held' && standing.rung === rung
  const comes = isHeld ? unbearable(4, memory.recent) !== 'udp-blocked' : comesByRtc(sample)
  if (ladderOf(wish).includes(rung) && (rungs[rung].way !== 'webrtc' || comes)) return hold(standing, rung)
  const to = ladderOf(wish).find((each) => each < 4) ?? 0
  const isBelow = standing.rung === to ? standing : drop(standing, to, 'held-not-possible', sample.at)
  return { ...isBelow, because: 'held-not-possible', trying: rung }
}

function hold(standing: Standing, rung: Rung): Standing {
  return { ...standing, rung, because: 'held', trying: undefined, memory: { ...standing.memory, climbed: undefined } }
}

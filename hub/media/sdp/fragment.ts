import { isIceName } from './offer.ts'

/** What a client says of its ICE after its offer: `application/trickle-ice-sdpfrag` (RFC 8840, section 9). */
export interface Fragment {
  iceUfrag?: string
  icePwd?: string
  candidates: number
  ended: boolean
}

/** Longer ones are none. */
export const longestFragment = 16_000

const mostCandidates = 60

/** @returns undefined where the text is no fragment */
export function readFragment(text: string): Fragment | undefined {
  if (text.length > longestFragment) return undefined
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  if (lines.length === 0 || !lines.every((line) => /^[amc]=./.test(line))) return undefined
  const say = (name: string) => lines.find((line) => line.startsWith(`a=${name}:`))?.slice(name.length + 3)
  const [iceUfrag, icePwd] = [say('ice-ufrag'), say('ice-pwd')]
  if (iceUfrag !== undefined && !isIceName(iceUfrag, 4)) return undefined
  if (icePwd !== undefined && !isIceName(icePwd, 22)) return undefined
  const candidates = lines.filter((line) => line.startsWith('a=candidate:'))
  if (candidates.length > mostCandidates || !candidates.every(isCandidate)) return undefined
  return {
    ...(iceUfrag !== undefined && { iceUfrag }),
    ...(icePwd !== undefined && { icePwd }),
    candidates: candidates.length,
    ended: lines.includes('a=end-of-candidates'),
  }
}

/** RFC 8839, 5.1. */
function isCandidate(line: string): boolean {
  return /^a=candidate:[A-Za-z0-9+/]{1,32} \d{1,3} [A-Za-z]{1,8} \d{1,10} [\w.:%-]{1,255} \d{1,5} typ [a-z]{1,8}( .{0,400})?$/.test(
    line,
  )
}

import type { PenSample } from './pen.ts'

/**
 * Characters as the places where a brush would turn, in a square of 100: one text a stroke. Plainly set down by eye; what
 * counts is that they have the strokes of usual characters, 7.3 on average (永 有 学 国 语 生 明 教 写 师).
 */
const characters: readonly (readonly string[])[] = [
  ['45,5 55,14', '32,28 52,28 52,90 40,82', '12,45 36,45 10,80', '85,30 60,52', '58,48 92,85'],
  ['10,25 90,25', '48,5 12,55', '32,45 32,95', '32,45 72,45 72,92 62,86', '32,60 72,60', '32,74 72,74'],
  [
    ...['25,8 32,20', '48,5 54,18', '78,6 66,20', '12,28 12,42', '12,28 90,28 82,40', '28,46 70,46 50,60'],
    ...['50,60 50,94 40,88', '10,66 92,66'],
  ],
  [
    ...['14,10 14,95', '14,10 86,10 86,95', '28,28 72,28', '32,50 68,50', '50,28 50,76', '24,76 76,76', '60,58 68,68'],
    '14,92 86,92',
  ],
  [
    ...['15,10 24,20', '8,36 26,36 26,80 36,70', '42,12 92,12', '64,12 56,46', '46,30 82,30 78,46', '38,48 96,48'],
    ...['48,60 48,95', '48,60 84,60 84,95', '48,90 84,90'],
  ],
  ['30,8 12,40', '24,26 84,26', '50,5 50,90', '26,56 78,56', '8,90 94,90'],
  [
    ...[
      '10,20 10,76',
      '10,20 38,20 38,76',
      '10,46 38,46',
      '10,74 38,74',
      '56,10 50,70 38,94',
      '56,10 90,10 90,92 80,86',
    ],
    ...['56,34 90,34', '56,58 90,58'],
  ],
  [
    ...[
      '14,16 48,16',
      '31,5 31,34',
      '6,34 56,34',
      '50,10 8,60',
      '20,52 44,52 32,62',
      '32,62 32,92 22,86',
      '8,74 54,70',
    ],
    ...['68,6 54,40', '64,28 94,28', '84,30 52,94', '62,44 96,92'],
  ],
  ['12,10 12,28', '12,10 90,10 82,26', '34,26 30,50 76,50 70,92 58,84', '36,36 70,36', '10,70 92,70'],
  ['16,14 16,60', '32,6 30,60 12,94', '44,14 94,14', '50,32 50,74', '50,32 88,32 88,74 78,68', '68,14 68,96'],
]

/** A character a line and column; the rows of a board, in units. */
const size = 330
const columns = 11

export interface Writing {
  /** The samples of each stroke, 120 a second. */
  strokes: PenSample[][]
  /** How long it took, ms. */
  lasts: number
  characters: number
}

/**
 * A hand that writes steadily: each stroke at the pace of a hand (slow where it begins, turns and ends), a little bent and
 * trembling, pressed harder in the middle; pen lifted between strokes for as long as it takes to get there.
 *
 * @param perSecond characters; @param seed of its trembling
 */
export function handwriting(count: number, perSecond = 1.5, seed = 1): Writing {
  const random = randomBy(seed)
  const strokes: PenSample[][] = []
  const perCharacter = 1000 / perSecond
  for (let n = 0; n < count; n++) {
    const character = characters[n % characters.length] ?? []
    const left = 120 + (n % columns) * size * 1.08
    const top = 100 + (Math.floor(n / columns) % 6) * size * 1.1
    const lengths = character.map((stroke) => length(cornersOf(stroke)) + 30)
    const all = lengths.reduce((sum, each) => sum + each, 0)
    let at = n * perCharacter
    character.forEach((stroke, index) => {
      // Half of the time goes on the way: a pen in the air is as slow as one on the paper.
      const time = (perCharacter * (lengths[index] ?? 0)) / all
      strokes.push(drawStroke(cornersOf(stroke), { left, top, at, lasts: time * 0.6, random }))
      at += time
    })
  }
  return { strokes, lasts: count * perCharacter, characters: count }
}

interface Hand {
  left: number
  top: number
  at: number
  lasts: number
  random: () => number
}

function drawStroke(corners: readonly Corner[], { left, top, at, lasts, random }: Hand): PenSample[] {
  const whole = length(corners)
  const bend = (random() - 0.5) * 6
  const samples: PenSample[] = []
  const many = Math.max(3, Math.round((lasts * 120) / 1000))
  const lines = corners.slice(1).map((to, n) => ({ from: corners[n] ?? to, to }))
  for (let n = 0; n <= many; n++) {
    const share = n / many
    let way = whole * evenly(share, lines.length)
    const line = lines.find(({ from, to }, index) => {
      const far = distance(from, to)
      if (way <= far || index === lines.length - 1) return true
      way -= far
      return false
    })
    if (!line) continue
    const { from, to } = line
    const far = distance(from, to) || 1
    const along = Math.min(1, way / far)
    const aside = bend * Math.sin(Math.PI * along)
    const x = from.x + (to.x - from.x) * along - ((to.y - from.y) / far) * aside
    const y = from.y + (to.y - from.y) * along + ((to.x - from.x) / far) * aside
    samples.push({
      x: left + (x * size) / 100 + random() - 0.5,
      y: top + (y * size) / 100 + random() - 0.5,
      pressure: 0.35 + 0.25 * Math.sin(Math.PI * Math.min(1, share * 1.2)) + 0.02 * random(),
      at: at + lasts * share,
    })
  }
  return samples
}

/** How much of the way is behind the pen: it slows down at each corner. */
function evenly(share: number, lines: number): number {
  const within = share * lines
  const line = Math.min(lines - 1, Math.floor(within))
  const part = within - line
  return (line + part * part * (3 - 2 * part)) / lines
}

interface Corner {
  x: number
  y: number
}

function cornersOf(stroke: string): Corner[] {
  return stroke.split(' ').map((corner) => {
    const [x = 0, y = 0] = corner.split(',').map(Number)
    return { x, y }
  })
}

function distance(a: Corner, b: Corner): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}

function length(corners: readonly Corner[]): number {
  return corners.slice(1).reduce((sum, to, n) => sum + distance(corners[n] ?? to, to), 0)
}

/** mulberry32, public domain. */
function randomBy(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

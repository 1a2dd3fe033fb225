import {
  blue,
  type Drawing,
  deepGold,
  disc,
  edged,
  fill,
  gold,
  ink,
  line,
  orange,
  paleBlue,
  red,
  white,
} from './drawing.ts'

export const cloud: Drawing = [edged(white, paleBlue, 'M28 66a14 14 0 0 1-1-28 22 22 0 0 1 42-4 16 16 0 0 1 1 32z')]

export const rain: Drawing = [
  edged(white, paleBlue, 'M30 56a13 13 0 0 1-1-26 20 20 0 0 1 38-4 15 15 0 0 1 1 30z'),
  line(blue, 5, 'M35 64l-5 13M49 64l-5 13M63 64l-5 13'),
]

export const sun: Drawing = [
  fill(orange, disc(48, 48, 19)),
  line(orange, 5, 'M48 14v8M48 74v8M14 48h8M74 48h8M24 24l6 6M66 66l6 6M72 24l-6 6M30 66l-6 6'),
]

export const stars: Drawing = [
  edged(gold, deepGold, star(42, 53, 26)),
  edged(gold, deepGold, star(71, 27, 12)),
  fill(gold, star(76, 66, 7)),
]

export const moon: Drawing = [
  edged(gold, deepGold, 'M56 18a31 31 0 1 0 24 42A28 28 0 0 1 56 18z'),
  fill(white, star(70, 34, 8)),
]

export const stream: Drawing = [
  line(paleBlue, 6, 'M22 34q9-9 17 0t17 0 18 0'),
  line(blue, 6, 'M14 49q9-9 17 0t17 0 17 0 17 0'),
  line(paleBlue, 6, 'M22 64q9-9 17 0t17 0 18 0'),
]

export const mountain: Drawing = [
  fill('#8fb3a0', 'M44 76l22-38 24 38z'),
  fill('#4f8570', 'M8 76l30-50 30 50z'),
  fill(white, 'M38 26L26 46l7-2 5 6 6-6 6 2z'),
]

export const snowman: Drawing = [
  edged(white, paleBlue, disc(48, 64, 20)),
  edged(white, paleBlue, disc(48, 32, 15)),
  line(red, 7, 'M36 45q12 7 24 0M58 48l3 13'),
  fill(ink, disc(43, 29, 2.5) + disc(53, 29, 2.5) + disc(47, 62, 2.5) + disc(47, 72, 2.5)),
  fill(orange, 'M48 33l13 3-13 3z'),
]

/** A star of five points about a middle. */
function star(x: number, y: number, r: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 ? r * 0.48 : r
    const angle = (index * Math.PI) / 5
    return `${(x + reach * Math.sin(angle)).toFixed(1)} ${(y - reach * Math.cos(angle)).toFixed(1)}`
  })
  return `M${points.join('L')}z`
}

import {
  both,
  brown,
  type Drawing,
  deepBrown,
  deepGold,
  deepGreen,
  deepRed,
  disc,
  edged,
  fill,
  gold,
  green,
  line,
  orange,
  oval,
  pink,
  red,
  sand,
  white,
} from './drawing.ts'

export const sprout: Drawing = [
  line(deepGreen, 5, 'M48 80C47 66 47 58 49 46'),
  edged(green, deepGreen, 'M48 54C33 55 23 46 21 30c17-1 27 9 27 24z'),
  edged(green, deepGreen, 'M49 62c0-15 11-23 27-22 0 16-11 24-27 22z'),
]

export const pomegranate: Drawing = [
  fill(deepRed, 'M40 36l-1-16 5 5 4-7 4 7 5-5-1 16z'),
  fill(red, disc(48, 55, 23)),
  fill(sand, oval(48, 57, 11, 14)),
  fill(deepRed, disc(48, 49, 3.5) + disc(43, 56, 3.5) + disc(53, 56, 3.5) + disc(48, 64, 3.5)),
]

export const pinecone: Drawing = [
  line(deepGreen, 5, 'M48 24C47 18 50 14 54 12M48 22c-4-5-9-6-15-4'),
  fill(brown, 'M48 22c15 5 23 17 22 33-1 14-11 23-22 27-11-4-21-13-22-27-1-16 7-28 22-33z'),
  line(
    deepBrown,
    3,
    'M32 34q8 9 16 0 8 9 16 0M26 48q11 10 22 0 11 10 22 0M28 62q10 9 20 0 10 9 20 0M38 75q5 5 10 0 5 5 10 0',
  ),
]

export const blossom: Drawing = [
  edged(
    white,
    pink,
    'M35 30a13 13 0 0 1 26 0 13 13 0 0 1 8 24.8 13 13 0 0 1-21 15.3 13 13 0 0 1-21-15.3A13 13 0 0 1 35 30z',
  ),
  fill(pink, disc(48, 49, 10)),
  fill(gold, disc(48, 44, 2.2) + disc(52.8, 47.5, 2.2) + disc(51, 53, 2.2) + disc(45, 53, 2.2) + disc(43.2, 47.5, 2.2)),
]

export const wheat: Drawing = [
  line(deepGold, 4, 'M48 84V28'),
  fill(gold, 'M48 34c-6-7-6-13 0-20 6 7 6 13 0 20z'),
  both(edged(gold, deepGold, 'M48 46c-10-1-16-7-16-16 10 1 16 7 16 16z')),
  both(edged(gold, deepGold, 'M48 60c-10-1-16-7-16-16 10 1 16 7 16 16z')),
  both(edged(gold, deepGold, 'M48 74c-10-1-16-7-16-16 10 1 16 7 16 16z')),
]

export const bamboo: Drawing = [
  fill(green, 'M48 10c9 9 13 18 14 28H36c1-10 4-19 12-28z'),
  fill('#c79a62', 'M60 30c7 14 11 30 11 48H40c-4-20 4-38 20-48z'),
  fill('#a67c4f', 'M37 28c16 8 26 26 24 50H25c0-18 4-36 12-50z'),
  fill('#87603b', 'M28 48c14 4 24 15 26 30H25c0-11 1-20 3-30z'),
  line(deepGreen, 5, 'M16 79h64'),
]

export const carrot: Drawing = [
  line(deepGreen, 5, 'M58 38c-2-9 0-16 5-22M59 38c5-8 11-12 18-12M58 37c8-3 14-1 20 5'),
  fill(orange, 'M38 36c10-6 20-3 23 4 5 10-15 32-40 42-3-16 4-38 17-46z'),
  line('#c4621f', 3, 'M36 48l9 5M31 60l8 4M47 42l6 5'),
]

export const mushroom: Drawing = [
  edged(sand, '#d8c39b', 'M38 50h20c-1 11 1 19 5 28H33c4-9 6-17 5-28z'),
  fill(red, 'M15 54c0-20 14-34 33-34s33 14 33 34c-20 5-46 5-66 0z'),
  fill(white, disc(36, 36, 5.5) + disc(56, 30, 4.5) + disc(64, 45, 5.5) + disc(46, 48, 4)),
]

export const acorn: Drawing = [
  fill('#c68d4d', 'M27 46h42c0 18-8 29-21 36-13-7-21-18-21-36z'),
  line(deepBrown, 5, 'M48 26c0-6 3-10 7-12'),
  fill(deepBrown, 'M22 46c0-15 11-22 26-22s26 7 26 22q-26 6-52 0z'),
  line(brown, 3, 'M34 30l8 8 8-10 8 10 6-8M28 42l8-6M68 42l-8-6'),
]

export const peach: Drawing = [
  both(fill(green, 'M48 28c-12 0-20-5-22-14 13-1 21 4 22 14z')),
  fill('#f0968a', 'M48 28c17-9 32 5 28 24-3 14-14 22-28 30-14-8-25-16-28-30-4-19 11-33 28-24z'),
  line('#cf6a63', 3, 'M48 29c-7 13-6 26 2 38'),
]

export const ginkgo: Drawing = [
  line(deepGold, 4, 'M48 56c0 11-3 19-8 26'),
  edged(gold, deepGold, 'M48 58C34 58 21 52 13 41c6-14 17-22 31-23l4 11 4-11c14 1 25 9 31 23-8 11-21 17-35 17z'),
  both(line(deepGold, 2.5, 'M47 54L28 34M47.5 54L39 30')),
]

export const corn: Drawing = [
  fill(gold, 'M48 12c12 8 16 22 16 38 0 12-6 24-16 30-10-6-16-18-16-30 0-16 4-30 16-38z'),
  line(deepGold, 2.5, 'M48 14v64M40 22v48M56 22v48M35 30h26M33 40h30M33 50h30'),
  both(edged(green, deepGreen, 'M48 84c-18-5-26-20-25-42 14 9 22 22 25 42z')),
]

import {
  blue,
  both,
  brown,
  type Drawing,
  deepBrown,
  deepGreen,
  disc,
  edged,
  fill,
  gold,
  green,
  ink,
  line,
  orange,
  oval,
  paleBlue,
  pink,
  red,
  white,
} from './drawing.ts'

export const bird: Drawing = [
  line(orange, 3.5, 'M41 66v11M51 66v11'),
  fill(deepBrown, 'M30 54L11 65l20 4z'),
  fill(brown, oval(46, 54, 21, 16) + disc(63, 38, 12)),
  fill(deepBrown, 'M34 50c8-6 20-4 24 4-8 9-21 7-24-4z'),
  fill(orange, 'M73 35l11 4-11 4z'),
  fill(white, disc(65, 36, 3)),
]

export const whale: Drawing = [
  line(paleBlue, 4, 'M37 30v-9M37 21c-2-6-8-7-12-4M37 21c2-6 8-7 12-4'),
  fill(
    blue,
    'M13 58c0-16 11-25 27-25 14 0 22 8 30 13 2-4 0-9-5-13 7-3 11-1 13 4 3-5 7-6 12-4-1 9-6 14-9 20-3 17-15 26-35 26-21 0-33-8-33-21z',
  ),
  fill('#d5e5f0', 'M14 62c14 7 32 8 48 3-5 9-14 14-26 14-13 0-20-6-22-17z'),
  fill(white, disc(28, 52, 3)),
]

export const fish: Drawing = [
  fill('#d2622c', 'M58 48l22-17c-3 11-3 23 0 34z'),
  fill(orange, 'M13 48c12-22 38-22 52 0-14 22-40 22-52 0z'),
  line(white, 5, 'M43 35c5 8 5 18 0 26M54 38c4 6 4 14 0 20'),
  fill(ink, disc(28, 45, 3.5)),
]

export const ladybird: Drawing = [
  line(ink, 3.5, 'M40 22l-7-9M56 22l7-9'),
  fill(ink, 'M31 36a17 17 0 0 1 34 0z'),
  fill(red, disc(48, 56, 26)),
  line(ink, 3.5, 'M48 30v52'),
  both(fill(ink, disc(36, 46, 4.5) + disc(33, 60, 4.5) + disc(40, 71, 4))),
]

export const panda: Drawing = [
  both(fill(ink, disc(27, 28, 11))),
  edged(white, '#cfc9bb', disc(48, 51, 29)),
  both(fill(ink, 'M31 49c1-7 7-10 11-7s2 11-3 14-9-1-8-7z')),
  both(fill(white, disc(38, 48, 2.5))),
  fill(ink, oval(48, 61, 5, 3.5)),
  line(ink, 3, 'M40 68q4 4 8 0 4 4 8 0'),
]

export const snail: Drawing = [
  line('#b98a4d', 4, 'M21 50l-5-12M26 50l3-12'),
  fill('#e9c78f', 'M14 72c0-8 2-26 10-26 7 0 5 16 14 16h36c8 0 10 8 10 14H20c-4 0-6-1-6-4z'),
  fill('#c07f45', disc(56, 48, 22)),
  line('#7b4c25', 4, 'M42 56a16 16 0 1 1 29-5 11 11 0 0 1-19 4 7 7 0 0 1 10-8'),
  fill(ink, disc(16, 37, 3) + disc(29.5, 37, 3)),
]

export const frog: Drawing = [
  fill(green, `${oval(48, 57, 31, 23)}${disc(31, 34, 12)}${disc(65, 34, 12)}`),
  both(fill(white, disc(31, 33, 7.5))),
  both(fill(ink, disc(32, 34, 4))),
  line(deepGreen, 4, 'M28 58c9 13 31 13 40 0'),
  both(fill(pink, oval(25, 57, 4, 3))),
]

export const rabbit: Drawing = [
  both(edged(white, '#bcaabf', 'M44 44c-3-20-9-33-16-32s-8 18 3 36z')),
  both(line(pink, 4, 'M30 20c0 8 2 14 6 21')),
  edged(white, '#bcaabf', disc(48, 59, 25)),
  both(fill(ink, disc(39, 56, 3.5))),
  fill(pink, 'M43 64h10l-5 5z'),
  line('#9c8aa0', 2.5, 'M48 69v3M41 73q3.5 3 7-1 3.5 4 7 1'),
]

export const chick: Drawing = [
  line(orange, 4, 'M40 76v9M56 76v9'),
  fill(gold, disc(48, 53, 27)),
  line('#d59c27', 4, 'M48 26c-3-5-3-8 0-12M50 26c1-5 4-8 9-9'),
  both(fill('#d59c27', 'M21 52c9 1 13 8 10 17-8-2-12-8-10-17z')),
  both(fill(ink, disc(39, 46, 3.5))),
  fill(orange, 'M42 52h12l-6 8z'),
]

export const butterfly: Drawing = [
  both(fill(orange, 'M46 48C43 26 25 13 15 22c-9 9 2 31 31 26z')),
  both(fill(blue, 'M46 48c-19-1-28 12-22 23 6 9 21 4 22-23z')),
  both(fill(white, `${disc(27, 33, 5)}${disc(33, 61, 4)}`)),
  line(ink, 5, 'M48 38v34'),
  both(line(ink, 3, 'M47 36c-2-7-5-11-10-14')),
]

import {
  blue,
  both,
  brown,
  type Drawing,
  deepBrown,
  deepGold,
  deepRed,
  disc,
  edged,
  fill,
  gold,
  line,
  oval,
  paleBlue,
  red,
  sand,
} from './drawing.ts'

export const drum: Drawing = [
  fill(red, 'M20 40v26c0 9 12 15 28 15s28-6 28-15V40z'),
  line(gold, 3.5, 'M21 54l12 22 15-20 15 20 12-22'),
  edged(sand, deepRed, oval(48, 40, 28, 12)),
  line(brown, 4.5, 'M24 14l19 24M72 14L53 38'),
  fill(deepBrown, disc(43, 38, 4) + disc(53, 38, 4)),
]

export const kite: Drawing = [
  line(brown, 3, 'M44 66c-6 6 4 10-2 18'),
  fill(blue, 'M54 10l-10 56-20-34z'),
  fill(red, 'M54 10l20 30-30 26z'),
  line(sand, 3, 'M24 32l50 8M54 10L44 66'),
  fill(gold, 'M32 74l9 4-7 6zM50 72l-9 6 9 4z'),
]

export const boat: Drawing = [
  line(deepBrown, 4, 'M48 60V12'),
  fill(red, 'M53 16c14 8 22 20 23 36H53z'),
  edged(sand, '#d8c39b', 'M43 26c-8 7-14 15-17 26h17z'),
  fill(brown, 'M13 58h70L73 77H24z'),
  line(blue, 4, 'M12 82q9-6 18 0t18 0 18 0 18 0'),
]

export const bell: Drawing = [
  line(red, 4, 'M48 20c-8-2-10-8-6-11s8 3 6 11c-2-8 2-14 6-11s2 9-6 11z'),
  fill(deepGold, disc(48, 73, 8)),
  edged(gold, deepGold, 'M48 20c16 0 22 12 22 26 0 11 4 15 9 21H17c5-6 9-10 9-21 0-14 6-26 22-26z'),
  line(deepGold, 3.5, 'M26 55h44'),
]

export const lantern: Drawing = [
  line(deepGold, 4, 'M48 10v12M48 76v12M41 76v7M55 76v7'),
  fill(red, oval(48, 48, 29, 24)),
  both(line(deepRed, 3, 'M48 24v48M39 25c-10 13-10 33 0 46')),
  fill(gold, 'M36 19h24v8H36zM36 69h24v8H36z'),
]

export const umbrella: Drawing = [
  line(deepBrown, 4.5, 'M48 14v60a8 8 0 0 0 16 0'),
  fill(blue, 'M12 52a36 36 0 0 1 72 0c-7-7-13-7-18 0-6-7-12-7-18 0-6-7-12-7-18 0-5-7-11-7-18 0z'),
  both(line(paleBlue, 3, 'M47 17c-10 8-16 18-17 31')),
]

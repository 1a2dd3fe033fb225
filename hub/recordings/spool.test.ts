import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { headBytes, opening, readHead } from '../../core/recording/file.ts'
import { MovingPicture } from '../../core/recording/heads.ts'
import { id } from '../../test/hubs/small-county.ts'
import { Spool } from './spool.ts'

const room = id.lesson('three.20260908.1')
const opened = 1_788_834_600_000

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongke-'))
})
afterEach(() => rm(folder, { recursive: true }))

function segment(text: string, at: number, init = 'as 160') {
  const type = 'video/mp4; codecs="avc1.42e01f"'
  return { bytes: Buffer.from(text), init: Buffer.from(init), type, at: opened + at, ms: 2_000 }
}

async function made(spool: Spool): Promise<{ from: number; init: string; text: string }[]> {
  const file = await spool.file(room, 'small', opened)
  if (!file) return []
  const bytes = await readFile(file.path)
  const begin = opening + (headBytes(bytes) ?? 0)
  const head = readHead(MovingPicture, bytes.subarray(opening, begin))
  const text = (of?: { at: number; bytes: number }) => String(of && bytes.subarray(begin + of.at).subarray(0, of.bytes))
  return (head?.pieces ?? []).map((one) => ({ from: one.from, init: text(head?.inits[one.init]), text: text(one) }))
}

test('what came is one file, each piece with what it needs first', async () => {
  const spool = new Spool(folder)
  await spool.add(room, 'small', segment('one', 0))
  await spool.add(room, 'small', segment('two', 2_000))
  await spool.add(room, 'sharp', segment('ONE', 0))
  await spool.add(room, 'small', segment('three', 9_000, 'as 320'))
  expect(await made(spool)).toEqual([
    { from: 0, init: 'as 160', text: 'one' },
    { from: 2_000, init: 'as 160', text: 'two' },
    { from: 9_000, init: 'as 320', text: 'three' },
  ])
})

test('a hub that was killed in mid-writing goes on, without what was half written', async () => {
  await new Spool(folder).add(room, 'small', segment('one', 0))
  await appendFile(join(folder, `${room}-small`), 'half of tw')
  await appendFile(join(folder, `${room}-small.lines`), '{"is":"piece","at19')
  const spool = new Spool(folder)
  await spool.add(room, 'small', segment('three', 4_000))
  await spool.add(room, 'small', segment('four', 6_000))
  const pieces = await made(spool)
  expect(pieces.map(({ text }) => text)).toEqual(['one', 'three', 'four'])
  expect(new Set(pieces.map(({ init }) => init))).toEqual(new Set(['as 160']))
})

test('what is of lessons before a day goes', async () => {
  const spool = new Spool(folder)
  await spool.add(room, 'small', segment('one', 0))
  await spool.sweep(id.day('2026-09-08'))
  expect(await made(spool)).toHaveLength(1)
  await spool.sweep(id.day('2026-09-09'))
  expect(await made(spool)).toEqual([])
})

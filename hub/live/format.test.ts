import * as v from 'valibot'
import { expect, test } from 'vitest'
import { lessonClass } from '../../core/facts/ids.ts'
import { readPiece } from '../../core/ink/piece.ts'
import { FromMember, FromRoom, Member } from '../../core/live/room-messages.ts'
import { examplesOf } from '../../test/formats/examples.ts'
import type { Guest } from './room.ts'
import { Rooms } from './rooms.ts'

const example = await examplesOf('live-room')
const bytesOf = (name: string) =>
  Uint8Array.from(example.text(name).trim().split(' '), (byte) => Number.parseInt(byte, 16))

test('the words of docs/formats/live-room.md are those of the schemas', () => {
  for (const name of ['hello', 'standing', 'got'])
    expect(v.parse(FromMember, example.json(name))).toEqual(example.json(name))
  for (const name of ['nonce', 'here']) expect(v.parse(FromRoom, example.json(name))).toEqual(example.json(name))
})

test('its room is told, and its piece of ink passed on, as the page says', () => {
  const { members } = example.json('here') as { members: unknown[] }
  const rooms = new Rooms()
  const said: FromRoom[] = []
  const heard: Uint8Array[] = []
  const [studio, panel] = members.map((member): Guest => {
    const { device, title, kind, lessons, host } = v.parse(Member, member)
    return {
      ...{ device, title, kind, lessons, classes: lessons.map(lessonClass), mayHost: host },
      say: (message) => void said.push(message),
      signal: (bytes) => heard.push(bytes) > 0,
      sendAway: () => undefined,
    }
  })
  if (!studio || !panel) throw new Error('two are in the example')
  const room = studio.lessons[0] ?? expect.fail('a lesson is in the example')
  const host = rooms.enter(room, studio)
  rooms.enter(room, panel)
  expect(said[said.length - 1]).toEqual(example.json('here'))
  host?.signal(bytesOf('sent'))
  expect(heard).toEqual([bytesOf('heard')])
  expect(readPiece(bytesOf('sent'))).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('without a word it listens on 8080 and keeps its data in ./data', () => {
  expect(readConfig({}, false)).toMatchObject({ port: 8080, host: '::', demonstration: false })
})

test('live picture has the UDP port of the same number, unless another is said', () => {
  expect(readConfig({ PORT: '9000' }, false).media).toMatchObject({ port: 9000, addresses: [] })
  const said = { MEDIA_PORT: '3478', MEDIA_ADDRESS: '203.0.113.5, 2001:db8::5' }
  expect(readConfig(said, false).media).toMatchObject({ port: 3478, addresses: ['203.0.113.5', '2001:db8::5'] })
})

test('another server’s address has a place for the room, or gets one', () => {
  const { outside } = readConfig({ MEDIA_URL: 'https://media.example.cn/live/' }, false).media
  expect(outside).toEqual({ url: 'https://media.example.cn/live/{room}/{way}', publishToken: '', watchToken: '' })
  const said = {
    MEDIA_URL: 'https://media.example.cn/{way}/endpoint/{room}',
    MEDIA_TOKEN: 'north',
    MEDIA_WATCH_TOKEN: 'south',
  }
  expect(readConfig(said, false).media.outside).toEqual({
    url: said.MEDIA_URL,
    publishToken: 'north',
    watchToken: 'south',
  })
})

test.each([
  [{ PORT: 'abc' }, 'PORT'],
  [{ PORT: '' }, 'PORT'],
  [{ PORT: '99999' }, 'PORT'],
  [{ PORT: '-1' }, 'PORT'],
  [{ PORT: '80 80' }, 'PORT'],
  [{ DATA_DIR: '  ' }, 'DATA_DIR'],
  [{ COUNTY_DIR: '' }, 'COUNTY_DIR'],
  [{ LESSONS_DIR: 'lessons' }, 'LESSONS_DIR'],
  [{ MEDIA_PORT: 'x' }, 'MEDIA_PORT'],
  [{ MEDIA_ADDRESS: 'tongke.example.cn' }, 'MEDIA_ADDRESS'],
  [{ MEDIA_ADDRESS: '203.0.113.5,' }, 'MEDIA_ADDRESS'],
  [{ MEDIA_RECEIVERS: 'many' }, 'MEDIA_RECEIVERS'],
  [{ MEDIA_URL: 'media.example.cn' }, 'MEDIA_URL'],
  [{ MEDIA_URL: 'rtmp://media.example.cn/live' }, 'MEDIA_URL'],
  [{ MEDIA_URL: 'https://media.example.cn/{room}' }, 'MEDIA_URL'],
  [{ MEDIA_URL: 'https://name:word@media.example.cn' }, 'MEDIA_URL'],
  [{ MEDIA_TOKEN: 'north' }, 'MEDIA_TOKEN'],
  [{ MEDIA_URL: 'https://media.example.cn', MEDIA_WATCH_TOKEN: 'two words' }, 'MEDIA_WATCH_TOKEN'],
  [{ TURN_URL: 'turn:turn.example.cn:3478' }, 'TURN_URL'],
  [{ TURN_URL: 'http://turn.example.cn', TURN_SECRET: 's' }, 'TURN_URL'],
])('%j is refused with one line that names %s', (environment, name) => {
  expect(() => readConfig(environment, false)).toThrow(new RegExp(`^${name}\\b[^\\n]*$`))
})

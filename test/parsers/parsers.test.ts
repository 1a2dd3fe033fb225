import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What takes bytes or text apart. Routes of the hub are found by its description, and all asked anything. */
const takesApart =
  /JSON\.parse\(|parseJson\(|\.json\(\)|[iI]nflate|[gG]unzip|unzipSync|parseDocument\(|Papa\.parse|new TextDecoder|location\.search|event\.data\b|parseArgs\(|\.getUint\d+\(|readVint\(|new ByteReader\(|fromBase64url\(|readUInt8\(|split\(\/\\r/

/** JSON that the hub has written into its own database. */
const ofItsTables = /JSON\.parse\((\w+\.)?(about|back|body|fact|state|value)\b/g

/** Which test gives a parser anything at all. */
const fuzzedBy: Readonly<Record<string, readonly string[]>> = {
  'core/facts/batch.test.ts': ['core/facts/batch.ts'],
  'core/ink/coding.test.ts': ['core/ink/coding.ts'],
  'core/ink/signals.test.ts': ['core/ink/drawing.ts', 'core/ink/drawn.ts', 'core/ink/piece.ts', 'core/ink/pointer.ts'],
  'core/recording/recording.test.ts': ['core/recording/file.ts', 'core/recording/strokes.ts'],
  'core/resources/bundle.test.ts': ['core/resources/bundle.ts'],
  'core/resources/verify.test.ts': ['core/resources/base64url.ts', 'core/resources/jws.ts'],
  'core/sound/sound.test.ts': ['core/sound/chunk.ts', 'core/sound/segment.ts'],
  'core/sound/webm/webm.test.ts': ['core/sound/webm/ebml.ts', 'core/sound/webm/read.ts'],
  'hub/backup/any-backup.test.ts': ['hub/backup/files.ts', 'hub/backup/manifest.ts'],
  'hub/county/files.test.ts': ['hub/county/files.ts', 'hub/packages/yaml-file.ts'],
  'hub/facts/any-live.test.ts': ['hub/facts/live.ts'],
  'hub/http/any-request.test.ts': ['hub/media/answers.ts'],
  'hub/http/sockets.test.ts': ['hub/http/sockets.ts'],
  'hub/media/hls/hls.test.ts': ['hub/media/hls/h264-frames.ts', 'hub/media/hls/sps.ts'],
  'hub/media/rtp/rtp.test.ts': ['hub/media/rtp/key-frame.ts', 'hub/media/rtp/packet.ts', 'hub/media/rtp/rtcp.ts'],
  'hub/media/sdp/sdp.test.ts': ['hub/media/sdp/fragment.ts', 'hub/media/sdp/offer.ts'],
  'hub/people/sessions.test.ts': ['hub/people/sessions.ts'],
  'hub/roster/upload.test.ts': ['hub/roster/csv.ts', 'hub/roster/text.ts', 'hub/roster/xlsx.ts', 'hub/roster/zip.ts'],
  'src/homework/photo/whole.test.ts': ['src/homework/photo/whole.ts'],
  'core/live/several.test.ts': ['core/live/several.ts'],
  'hub/live/connection.test.ts': ['hub/live/read-message.ts'],
  'src/live/room-line.test.ts': ['src/live/room-line.ts'],
  'src/media/doors.test.ts': ['src/media/doors.ts'],
  'src/sync/any-answer.test.ts': [
    ...['src/first/enrol.ts', 'src/office/ask-hub.ts', 'src/sync/http-carrier.ts', 'src/sync/live-channel.ts'],
    'src/sync/say-how.ts',
  ],
  'test/packages/broken.test.ts': ['hub/packages/read.ts', 'hub/packages/sources.ts', 'hub/packages/media.ts'],
}

/** What this program itself has written: in its database, in its browser's store, from its page to its worker, by its libraries. */
const ownWords: readonly string[] = [
  'hub/media/transport.ts',
  ...['hub/facts/bring-back.ts', 'hub/roster/preview.ts', 'hub/recordings/spool.ts'],
  ...['service-worker/service-worker.ts', 'src/device/new-version.tsx'],
  ...['src/home/snapshot.ts', 'src/known-places.ts', 'src/studio/sent-before.ts', 'src/who/pins.ts'],
]

/** What is typed at the hub's console, is in a file of its folder, or stands in an address; checked, with examples. */
const typed: readonly string[] = [
  ...['hub/backup/command.ts', 'hub/packages/command.ts', 'hub/people/command.ts', 'hub/county/set-up.ts'],
  'src/first/welcome.tsx',
]

test('whatever takes bytes apart is given anything by a test, or it is told here why not', () => {
  const sources = ['core', 'hub', 'service-worker', 'src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$|\/routes\.ts$/.test(file)),
  )
  const found = sources.filter((file) => takesApart.test(readFileSync(file, 'utf8').replace(ofItsTables, '')))
  const told = [...Object.values(fuzzedBy).flat(), ...ownWords, ...typed]
  expect(found.filter((file) => !told.includes(file))).toEqual([])
  expect(told.filter((file) => !found.includes(file))).toEqual([])
})

test.each(Object.keys(fuzzedBy))('%s gives anything', (file) => {
  expect(readFileSync(file, 'utf8')).toMatch(/from 'fast-check'/)
})

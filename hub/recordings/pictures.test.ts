import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DeviceId } from '../../core/facts/ids.ts'
import { pictureAllowed } from '../../core/facts/kinds/picture-allowed.ts'
import { roomOpened } from '../../core/facts/kinds/room-opened.ts'
import { roomShaped } from '../../core/facts/kinds/room-shaped.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { type Media, noMedia } from '../media/media.ts'
import { keepPictures } from './pictures.ts'

const room = id.lesson('three.20260908.1')

let hub: TestHub
let studio: TestDevice
let folder: string
let keeping: ReturnType<typeof keepPictures>
let come: (room: string, from: readonly DeviceId[]) => void
/** How often it was begun to hear the host's picture, and ended. */
let begun = 0
let ended = 0
beforeEach(async () => {
  ;[begun, ended] = [0, 0]
  hub = await openSmallCounty()
  studio = await hub.device('studio')
  folder = await mkdtemp(join(tmpdir(), 'tongke-'))
  const packager = {
    onPicture() {
      begun++
      return () => void ended++
    },
  }
  const media = {
    ...noMedia(hub.secret),
    packagers: { of: async () => packager, close: () => undefined },
    onPictures(heard: typeof come) {
      come = heard
      return () => undefined
    },
  } as unknown as Media // as much of it as is used
  keeping = keepPictures(hub, media, folder)
  studio.records(roomOpened({ room, lesson: room }), people.host)
  studio.records(roomShaped({ room, shape: 'broadcast', keeps: true }), people.host)
  await studio.delivers()
  const guest = { title: 'studio', kind: 'studio' as const, lessons: [room], classes: [], mayHost: true }
  const deaf = { say: () => undefined, signal: () => true, sendAway: () => undefined }
  hub.rooms.enter(room, { ...guest, ...deaf, device: studio.id })
})
afterEach(async () => {
  keeping.close()
  await hub.close()
  await rm(folder, { recursive: true })
})

const schoolSays = (kept: boolean) => hub.recorder.record([pictureAllowed({ school: id.school('main'), kept })])

test('the host’s picture is kept for as long as their school allows it', async () => {
  await schoolSays(true)
  come(room, [studio.id, id.device('panel-1')])
  await vi.waitFor(() => expect(begun).toBe(1))
  await schoolSays(false)
  come(room, [studio.id])
  await vi.waitFor(() => expect(ended).toBe(1))
  expect(begun).toBe(1)
})

test('what somebody else sends is not kept by the word of the host’s school', async () => {
  await schoolSays(true)
  come(room, [studio.id])
  await vi.waitFor(() => expect(begun).toBe(1))
  come(room, [id.device('panel-1')])
  await vi.waitFor(() => expect(ended).toBe(1))
  expect(begun).toBe(1)
})

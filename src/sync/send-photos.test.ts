import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BlobHash } from '../../core/facts/ids.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { placeDescribed } from '../../core/facts/kinds/place-described.ts'
import { id, openSmallCounty, people, type TestHub, three } from '../../test/hubs/small-county.ts'
import { openPlace, type PlaceStore } from '../../test/stores/place-store.ts'
import { record } from '../store/record.ts'
import { takeRightOfWay, voiceIsLate } from './right-of-way.ts'
import { sendPhotos } from './send-photos.ts'

const newcomer = id.person('dan')

let hub: TestHub
let panel: PlaceStore
beforeEach(async () => {
  hub = await openSmallCounty()
  panel = await openPlace(hub, 'panel')
})
afterEach(() => hub.close())

function picture(words: string) {
  const bytes = new TextEncoder().encode(words)
  const hash = createHash('sha256').update(bytes).digest('hex') as BlobHash // 64 hexadecimal digits
  return { hash, type: 'image/jpeg', bytes: bytes.slice().buffer }
}

/** Photographs a pupil's work; the thumbnail is the same picture. */
async function photograph(pupil: typeof newcomer, words: string): Promise<string> {
  const blob = picture(words)
  const draft = homeworkPhotographed({
    class: three,
    assignment: id.assignment('a1'),
    pupils: [pupil],
    photo: blob.hash,
    bytes: blob.bytes.byteLength,
    thumbnail: blob.hash,
  })
  await record(panel.store, { drafts: [draft], by: people.aide, blobs: [blob] })
  return blob.hash
}

const isWhole = async (hash: string) => (await hub.blobs.info(hash))?.whole === true

describe('photos', () => {
  test('go at once where a voice has the line; what is kept of the voice goes behind it', async () => {
    const photo = await photograph(people.ann, 'paper')
    const spoken = await photograph(people.ann, 'ten seconds')
    // As what is kept of a voice stands there.
    await panel.store.db.blobs.update(spoken, { type: 'application/octet-stream' })
    const end = takeRightOfWay(undefined)
    voiceIsLate()
    await panel.delivers()
    await sendPhotos(panel.store, panel.carrier)
    expect([await isWhole(photo), await isWhole(spoken)]).toEqual([true, false])
    end()
    await sendPhotos(panel.store, panel.carrier)
    expect(await isWhole(spoken)).toBe(true)
  })

  test('are not held up by one whose fact waits at the hub, and that one goes when it is taken', async () => {
    const waits = await photograph(newcomer, 'a')
    const goes = await photograph(people.ann, 'longer')
    await panel.delivers()
    await sendPhotos(panel.store, panel.carrier)
    expect([await isWhole(waits), await isWhole(goes)]).toEqual([false, true])

    const { class: classId, ...dan } = {
      class: three,
      name: 'dan',
      picture: 'sun',
      number: 3,
      from: id.day('2026-08-31'),
    }
    await hub.recorder.record([memberEnrolled({ class: classId, person: newcomer, role: 'pupil', ...dan })])
    await sendPhotos(panel.store, panel.carrier)
    expect(await isWhole(waits)).toBe(true)
    expect(await panel.store.db.blobs.where('toSend').equals(1).count()).toBe(0)
  })

  test('cost no bytes as long as the hub would not take them', async () => {
    await photograph(newcomer, 'a')
    await panel.delivers()
    let sent = 0
    await sendPhotos(panel.store, {
      ...panel.carrier,
      sendBlob(...args) {
        sent += 1
        return panel.carrier.sendBlob(...args)
      },
    })
    expect(sent).toBe(0)
  })

  test('arrive from a place that has lost the class since', async () => {
    const hash = await photograph(people.ann, 'a')
    await panel.delivers()
    await hub.recorder.record([
      placeDescribed({ place: id.place('panel'), kind: 'projector', title: 'panel', classes: [id.class('four')] }),
    ])
    await panel.receives()
    await sendPhotos(panel.store, panel.carrier)
    expect(await isWhole(hash)).toBe(true)
  })

  test('that a hub lost with its disk are asked for until they are there', async () => {
    const hash = await photograph(people.ann, 'a')
    await panel.delivers()
    await hub.db.updateTable('device').set({ safe_to: 1 }).execute()
    const awaited = await hub.db.selectFrom('blob_awaited').selectAll().execute()
    await sendPhotos(panel.store, panel.carrier)
    expect(await hub.db.selectFrom('blob_awaited').selectAll().execute()).toEqual([])

    // Put back to when the fact was there and the photo was not.
    await hub.db.deleteFrom('blob').where('hash', '=', hash).execute()
    await hub.db.insertInto('blob_awaited').values(awaited).execute()
    await panel.receives()
    await sendPhotos(panel.store, panel.carrier)
    expect(await isWhole(hash)).toBe(true)
  })
})

test('a photo of which a hub says that it has more than there is does not count as sent', async () => {
  const hash = await photograph(people.ann, 'a picture')
  await panel.delivers()
  const boasting = { ...panel.carrier, blobState: async () => 1_000_000 }
  await expect(sendPhotos(panel.store, boasting)).rejects.toThrow('more of a photo')
  expect(await panel.store.db.blobs.get(hash)).toMatchObject({ toSend: 1 })
})

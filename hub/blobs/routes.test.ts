import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import fc from 'fast-check'
import type { Hono } from 'hono'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BlobHash } from '../../core/facts/ids.ts'
import { tries } from '../../test/databases/test-database.ts'
import { id, openSmallCounty, type TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { openApp } from '../http/app.ts'
import { isPostgres } from '../store/dialect.ts'
import { blobFile, openFolder } from './folder.ts'

const named = (bytes: Uint8Array) => v.parse(BlobHash, createHash('sha256').update(bytes).digest('hex'))
const content = Uint8Array.from(randomBytes(1_000))
const hash = named(content)

let hub: TestHub
let app: Hono
let tablet: TestDevice
let authorization: string
beforeEach(async () => {
  hub = await openSmallCounty()
  app = openApp(hub)
  tablet = await hub.device('tablet')
  authorization = await tablet.bearer()
})
afterEach(() => hub.close())

async function ask(of: string, method: string, headers: Record<string, string>, body?: BodyInit) {
  const request = new Request(`http://hub/api/blobs/${of}`, {
    method,
    headers: { Authorization: authorization, ...headers },
    ...(body !== undefined && { body }),
  })
  return app.fetch(request)
}

/** A word that HTTP lets stand in a header. */
const header = fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/)
const edge = fc.constantFrom(0, 1, 499, 998, 999, 1000, 1001, 10 ** 9, 2 ** 53, 10 ** 30)

describe('a range', () => {
  test('of any kind is answered with just those bytes, with all, or not', async () => {
    await hub.blobs.put(hash, 'text/plain', content)
    await hub.db.insertInto('blob_scope').values({ hash, scope: 'county' }).execute()
    const range = fc.oneof(
      header,
      header.map((text) => `bytes=${text}`),
      fc.tuple(edge, fc.option(edge, { nil: '' })).map(([from, to]) => `bytes=${from}-${to}`),
    )
    await fc.assert(
      fc.asyncProperty(range, async (text) => {
        const response = await ask(hash, 'GET', { Range: text })
        const bytes = new Uint8Array(await response.arrayBuffer())
        expect([200, 206, 416]).toContain(response.status)
        if (response.status === 416) expect(bytes).toHaveLength(0)
        const [, from = 0, to = 999] = (
          /^bytes (\d+)-(\d+)\/1000$/.exec(response.headers.get('Content-Range') ?? '') ?? []
        ).map(Number)
        if (response.status !== 416) expect(bytes).toEqual(content.slice(from, to + 1))
      }),
      tries(300),
    )
  })
})

describe('blobs that are asked for together', () => {
  const other = Uint8Array.from(randomBytes(70))
  const together = (of: string) =>
    app.fetch(new Request(`http://hub/api/blobs?of=${of}`, { headers: { Authorization: authorization } }))
  beforeEach(async () => {
    await hub.blobs.put(hash, 'text/plain', content)
    await hub.blobs.put(named(other), 'image/png', other)
    await hub.db.insertInto('blob_scope').values({ hash, scope: 'county' }).execute()
  })

  test('come one behind the other, as asked', async () => {
    await hub.db
      .insertInto('blob_scope')
      .values({ hash: named(other), scope: 'class:three' })
      .execute()
    const response = await together(`${named(other)},${hash}`)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.concat([other, content]))
  })

  test('are not given when one of them is for another place', async () => {
    await hub.db
      .insertInto('blob_scope')
      .values({ hash: named(other), scope: 'class:four' })
      .execute()
    expect((await together(`${hash},${named(other)}`)).status).toBe(404)
  })

  test.each([
    ['nothing', ''],
    ['a word', 'x'],
    ['a list that ends in a comma', `${hash},`],
    ['more than sixty-four', Array(65).fill(hash).join()],
  ])('are a list of names, and not %s', async (_, of) => {
    expect((await together(of)).status).toBe(400)
  })
})

describe('a blob', () => {
  const named = (scope: string) => hub.db.insertInto('blob_scope').values({ hash, scope }).execute()

  test('is for the places whose scopes name it, and for nobody else', async () => {
    await hub.blobs.put(hash, 'text/plain', content)
    expect((await ask(hash, 'GET', {})).status).toBe(404)
    await named('class:four')
    expect((await ask(hash, 'GET', {})).status).toBe(404)
    await named('class:three')
    expect((await ask(hash, 'GET', {})).status).toBe(200)
  })

  test('of a package stays the county’s when another class’s photo is the same', async () => {
    await hub.blobs.put(hash, 'text/plain', content)
    await named('county')
    await named('class:four')
    expect((await ask(hash, 'GET', {})).status).toBe(200)
  })
})

describe('a photo', () => {
  beforeEach(async () => {
    await hub.db.insertInto('blob_scope').values({ hash, scope: 'class:three' }).execute()
  })

  const send = (range: string, body: Uint8Array<ArrayBuffer>) =>
    ask(hash, 'PATCH', { 'Content-Type': 'image/jpeg', 'Content-Range': range }, body)

  /** In two halves, as a good device does. */
  async function sendWell(): Promise<number> {
    const offset = Number((await ask(hash, 'HEAD', {})).headers.get('Upload-Offset'))
    for (let at = offset > 1_000 ? 0 : offset; at < 1_000; ) {
      const part = content.slice(at, at + 500)
      const response = await send(`bytes ${at}-${at + part.length - 1}/1000`, part)
      const have = Number(response.headers.get('Upload-Offset'))
      if (have === at) break
      at = have
    }
    return (await ask(hash, 'GET', {})).status
  }

  test('comes in ranges, whatever others had claimed of it before', async () => {
    const range = fc.oneof(
      header,
      fc.tuple(edge, edge, edge).map(([from, to, size]) => `bytes ${from}-${to}/${size}`),
    )
    const body = fc.uint8Array({ maxLength: 1_200 }).map((bytes) => Uint8Array.from(bytes))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(range, body), { maxLength: 4 }), async (claims) => {
        for (const [text, bytes] of claims) expect([204, 400, 413]).toContain((await send(text, bytes)).status)
        let status = 404
        // A wrong beginning is thrown away with the whole; then it comes anew.
        for (let tries = 0; tries < 4 && status !== 200; tries++) status = await sendWell()
        expect(status).toBe(200)
        await hub.db.deleteFrom('blob').execute()
      }),
      tries(60),
    )
  })

  test('that is sent to two hubs at once is whole, and the bytes of nobody else are in it', async (context) => {
    if (!isPostgres(hub.db)) return context.skip('an embedded database has one hub')
    const hubs = [hub.blobs, await openFolder(hub.blobFolder, hub.db)]
    const photo = { hash, type: 'image/jpeg', size: 1_000 }
    for (let n = 0; n < 20; n++) {
      const sending = hubs.map(async (blobs) => {
        for (let at = 0; at < 1_000; ) at = await blobs.append(photo, at, content.slice(at, at + 100), hub.now())
      })
      await Promise.all(sending)
      expect(await hub.blobs.bytes(hash)).toEqual(Buffer.from(content))
      await hub.db.deleteFrom('blob').execute()
      await rm(blobFile(hub.blobFolder, hash))
    }
  })

  test('that does not fit on the disk comes when there is room, and nothing is left open', async (context) => {
    if (!existsSync('/dev/full')) return context.skip('there is no disk that is always full')
    const part = `${blobFile(hub.blobFolder, hash)}.part`
    await mkdir(dirname(part))
    await symlink('/dev/full', part)
    expect((await send('bytes 0-999/1000', content)).status).toBe(507)
    const open = await Promise.all(
      (await readdir('/proc/self/fd')).map((n) => readlink(`/proc/self/fd/${n}`).catch(() => '')),
    )
    expect(open).not.toContain('/dev/full')
    await rm(part)
    expect((await send('bytes 0-999/1000', content)).status).toBe(204)
    expect((await ask(hash, 'GET', {})).status).toBe(200)
  })

  test('that is sent twice at once is there once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => send('bytes 0-999/1000', content)))
    expect(await hub.blobs.info(hash)).toMatchObject({ whole: true, have: 1_000 })
    expect(Buffer.from(await hub.blobs.bytes(hash)).equals(content)).toBe(true)
  })

  test('of which other bytes come than are told is malformed', async () => {
    expect((await send('bytes 0-499/1000', content)).status).toBe(400)
    expect((await send('bytes 900-100/1000', content.slice(0, 1))).status).toBe(400)
    expect((await send('bytes 0-1000/1000', Uint8Array.from([...content, 1]))).status).toBe(400)
  })

  test('above 2 MB is too large, and nothing of it is kept', async () => {
    expect((await send('bytes 0-999/2000001', content)).status).toBe(413)
    expect(await hub.blobs.info(hash)).toBeUndefined()
  })

  test('that no fact names for this place is not taken', async () => {
    const far = await (await hub.device('far-panel')).bearer()
    authorization = far
    expect((await send('bytes 0-999/1000', content)).status).toBe(409)
    expect((await ask(id.blob('b'), 'HEAD', {})).status).toBe(404)
  })
})

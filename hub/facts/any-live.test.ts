import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packFacts } from '../../core/facts/batch.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import type { FromHub } from '../../core/sync/live-messages.ts'
import { id, openSmallCounty, people, TestDevice, type TestHub } from '../../test/hubs/small-county.ts'
import { type LiveSocket, openChannels } from './live.ts'

let hub: TestHub
let panel: TestDevice
let channels: ReturnType<typeof openChannels>
beforeAll(async () => {
  hub = await openSmallCounty()
  panel = await hub.device('panel')
  channels = openChannels(hub)
})
afterAll(async () => {
  channels.end()
  await hub.close()
})

/** A socket of which the hub sees as much as of a real one. */
class Socket extends EventEmitter {
  readonly OPEN = 1
  readyState: LiveSocket['readyState'] = 1
  code: number | undefined
  send = (text: unknown) => void this.emit('said', JSON.parse(String(text)))
  close = (code?: number) => {
    this.code ??= code
    this.readyState = 3
    this.emit('close')
    this.emit('said', undefined)
  }
  terminate = () => this.close(1006)

  says(text: string | Uint8Array): void {
    this.emit('message', Buffer.from(text))
  }

  /** Resolves when the hub has said this, or the channel is closed. */
  hears(is: (message: FromHub) => boolean): Promise<void> {
    return new Promise((resolve) => {
      if (this.readyState !== this.OPEN) resolve()
      this.on('said', (message: FromHub | undefined) => {
        if (!message || is(message)) resolve()
      })
    })
  }
}

/** The words of the live channel, and what they are made of. */
const word = fc.oneof(
  fc.constantFrom(
    'hello',
    'facts',
    'beat',
    'county',
    'class:three',
    '1.2',
    '1.2.3',
    '__proto__',
    '\ud800',
    'Bearer x',
    '',
  ),
  fc.constantFrom(0, 1, -1, 0.5, Number.MAX_SAFE_INTEGER, 1e300, true, null),
)

test('whatever is said on the live channel, the hub goes on: it answers, or closes it', async () => {
  const mark = attendanceMarked({ lesson: id.lesson('three.20260908.1'), pupil: people.ann, status: 'present' })
  const authorization = await panel.bearer()
  const other = await TestDevice.enrol(hub, 'far-panel')
  const good = JSON.stringify({ t: 'facts', id: 1, facts: packFacts([panel.records(mark, people.aide)]) })
  const anothers = JSON.stringify({ t: 'facts', id: 1, facts: packFacts([other.records(mark, people.aide)]) })
  const hello = JSON.stringify({ t: 'hello', authorization, cursors: { county: '1.2', 'class:three': '' } })
  // Cut somewhere, or with another word somewhere.
  const otherwise = fc.tuple(fc.constantFrom(good, hello, anothers), fc.nat(), word, fc.boolean())
  const message = fc.oneof(
    otherwise.map(([whole, at, other, isCut]) => {
      const words = [...whole.matchAll(/\\?"[^"\\]*\\?"|\d+/g)]
      const one = words[at % words.length]
      if (isCut || !one) return whole.slice(0, at % whole.length)
      return whole.slice(0, one.index) + JSON.stringify(other) + whole.slice(one.index + one[0].length)
    }),
    fc.constantFrom(good, hello, anothers, '{"t":"beat"}', `${'['.repeat(50_000)}`, '{"t":"hello"}'),
    fc.uint8Array({ maxLength: 40 }),
    fc.jsonValue().map((value) => JSON.stringify(value)),
  )
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(message, { minLength: 1, maxLength: 4 }), async (isProven, messages) => {
      hub.clock.now += 1_000
      const socket = new Socket()
      channels.accept(socket as unknown as LiveSocket) // as much of one as a channel uses
      if (isProven) {
        const heard = socket.hears(({ t }) => t === 'pull')
        socket.says(JSON.stringify({ t: 'hello', authorization: await panel.bearer(), cursors: {} }))
        await heard
      }
      const end = socket.hears((said) => said.t === 'receipt' && said.id === 999)
      for (const text of messages) socket.says(text)
      // Who has not proven themselves is told so at the latest by this.
      socket.says(JSON.stringify({ t: 'facts', id: 999, facts: packFacts([]) }))
      await end
      expect([undefined, 1008, 4401]).toContain(socket.code)
      if (!isProven && !messages.includes(hello)) expect(socket.code).toBeDefined()
      socket.close()
    }),
    { numRuns: 40 },
  )
  const theirs = await hub.db.selectFrom('fact').select('seq').where('device', '=', other.id).execute()
  expect(theirs).toEqual([])
})

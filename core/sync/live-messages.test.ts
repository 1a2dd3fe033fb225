import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { FromDevice, FromHub } from './live-messages.ts'

/** Anything that JSON can say, often near to what is said here. */
const said = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.record(
    {
      t: fc.oneof(fc.constantFrom('hello', 'facts', 'beat', 'nonce', 'pull', 'receipt', '__proto__'), fc.jsonValue()),
      id: fc.jsonValue(),
      authorization: fc.jsonValue(),
      cursors: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.jsonValue()),
      facts: fc.jsonValue(),
      nonce: fc.jsonValue(),
      pull: fc.jsonValue(),
      receipt: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
)

test('whatever is said on the live channel is a message or none, and what is read is what was written', () => {
  fc.assert(
    fc.property(said, (message) => {
      const text = JSON.stringify(message)
      for (const schema of [FromDevice, FromHub]) {
        const reading = v.safeParse(schema, JSON.parse(text))
        if (reading.success) expect(v.is(schema, JSON.parse(JSON.stringify(reading.output)))).toBe(true)
      }
    }),
    { numRuns: 1_000 },
  )
})

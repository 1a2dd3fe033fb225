import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signalSorts } from './room-messages.ts'
import { joinedBytes, joinSignals, signalsOf } from './several.ts'

/** Who sent it, of what sort, and anything. */
const signal = fc
  .tuple(fc.nat(255), fc.constantFrom(1, 2, 3), fc.uint8Array({ maxLength: 300 }))
  .map(([from, sort, bytes]) => Uint8Array.from([from, sort, ...bytes]))

test('several signals in one message are the same behind it, in order', () => {
  fc.assert(
    fc.property(fc.array(signal, { minLength: 1, maxLength: 20 }), (signals) => {
      const message = joinSignals(signals)
      expect(message).toHaveLength(joinedBytes(signals))
      expect(signalsOf(Uint8Array.from(message))).toEqual(signals)
    }),
  )
})

test('a signal by itself is one, and of what is cut off or made up nothing is read beyond its end', () => {
  expect(signalsOf(Uint8Array.of(7, 3, 1))).toEqual([Uint8Array.of(7, 3, 1)])
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const message = Uint8Array.from([0, signalSorts.several, ...bytes])
      expect(joinedBytes(signalsOf(message))).toBeLessThanOrEqual(message.length)
    }),
  )
})

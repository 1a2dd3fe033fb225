import { expect, test } from 'vitest'
import { across, breadthAt, tools, widths } from './measures.ts'

test('the lightest line of the finest pen is seen from the back row: 2.5 px of 1920', () => {
  for (const tool of tools)
    for (const width of widths) {
      expect((breadthAt({ tool, colour: 'ink', width }, 0) * 1920) / across).toBeGreaterThan(2.5)
    }
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyStyle, anyWay, blank, draw } from '../../core/ink/any-ink.fixture.ts'
import { InkBoard } from '../../core/ink/board.ts'
import { inkText } from '../../core/ink/drawn.ts'
import { tickMs } from '../../core/ink/measures.ts'
import { InkShow } from './ink-show.ts'
import { inkColours } from './palette.ts'

/** A canvas of which nothing is known but what is asked of it. */
function canvas() {
  const asked: string[] = []
  const context = new Proxy({ canvas: { width: 1600, height: 900 } } as Record<string, unknown>, {
    get: (has, name: string) => has[name] ?? (() => asked.push(name)),
  })
  return { asked, context: context as unknown as CanvasRenderingContext2D } // what a stroke asks of it is there
}

test('a page that is still stays so: with more time nothing of it is painted anew', () => {
  const ways = fc.array(fc.record({ style: anyStyle, way: anyWay }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(ways, fc.nat(10_000), (all, later) => {
      const board = new InkBoard()
      const { strokes } = draw(all.map(({ style, way }) => ({ page: blank, style, way })))
      for (const { page, tick, bytes } of strokes) {
        board.takeDrawn('ann', { page, stroke: tick, ink: inkText(bytes) })
      }
      const [finished, live] = [canvas(), canvas()]
      const show = new InkShow(board, [finished.context, live.context], blank, inkColours('sheet', false))
      let at = 0
      for (; show.show(at) !== 'still'; at += 10 * tickMs) if (at > 10_000_000) expect.fail('it never is')
      const painted = finished.asked.length + live.asked.length
      expect(show.show(at + later)).toBe('still')
      expect(finished.asked.length + live.asked.length).toBe(painted)
    }),
  )
})

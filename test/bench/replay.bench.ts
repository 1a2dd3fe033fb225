import { bench, percentile } from './bench.ts'
import { replayedLesson } from './live/replayed-lesson.ts'

/** The lesson's length, ms. */
const fortyMinutes = 2_400_000

export default bench({
  name: 'replay',
  how: `A lesson of forty minutes in which a hand writes without a rest (handwriting of \`board\`, 10.7 strokes a second, a new blank page each 44 s) and
somebody speaks without a pause (13 kbit/s, packets of Chromium's recorder): its facts and segments, written by the program's own writers with their times, are delivered to a hub, which makes
the recording. A classroom's app (Chromium) fetches that by itself and plays it without a line: the bytes of its file in the lightest weight, board and sound, and from a press on the time line, or from
the last movement of dragging its thumb, to the frame in which the board of that time has been painted (pixels of 24 strokes that are there by then and 24 that are not yet), and to decoded sound from there in
front of the loudspeaker, whichever is later; at twelve places, the 95th percentile. openMs: from choosing the lesson to its first sound.`,
  budget: { bytes: { atMost: 6_000_000 }, seekMs: { atMost: 300 } },
  needs: ['build', 'browsers'],
  async measure() {
    const { bytes, opens, seeks } = await replayedLesson(fortyMinutes)
    const both = seeks.map(({ board, sound }) => Math.max(board, sound))
    const median = (which: 'board' | 'sound') =>
      percentile(
        seeks.map((one) => one[which]),
        0.5,
      )
    return {
      bytes,
      seekMs: percentile(both, 0.95),
      boardMedianMs: median('board'),
      soundMedianMs: median('sound'),
      openMs: opens,
    }
  },
})

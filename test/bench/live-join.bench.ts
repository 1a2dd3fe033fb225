import { appIsKept } from '../journeys/places.ts'
import { bench, percentile } from './bench.ts'
import { blockUdp } from './live/firewall.ts'
import { showCamera } from './live/host.ts'
import { type LessonOptions, openLesson } from './live/lesson.ts'

/** A village's line: 64 kbit/s both ways, 300 ms there and back. */
const thin = { up: 64_000, down: 64_000, delay: 150 }

export default bench({
  name: 'live-join',
  how: `A classroom in Chromium, with the app in its cache, presses 进入课堂 while a host speaks in the studio, five times each: until a picture moves, on
this machine's loopback, while the studio shows its camera (median); until the timeline's sound is heard over 64 kbit/s and 300 ms (TCP, relay), and, with the hub
in a network namespace whose firewall (iptables) lets no UDP pass (the longest).`,
  budget: { pictureMs: { atMost: 600 }, soundMs: { atMost: 2_000 }, udpBlockedSoundMs: { atMost: 4_000 } },
  needs: ['build', 'browsers'],
  async measure() {
    const picture = await entering('picture', {}, true)
    const sound = await entering('sound', { line: thin })
    const blocked = await entering('sound', {
      beyond: async (wire) => {
        await blockUdp(wire)
        return {}
      },
    })
    return {
      pictureMs: percentile(picture, 0.5),
      pictureLongestMs: Math.max(...picture),
      soundMs: percentile(sound, 0.5),
      soundLongestMs: Math.max(...sound),
      udpBlockedSoundMs: Math.max(...blocked),
    }
  },
})

async function entering(until: 'sound' | 'picture', options: LessonOptions, camera = false): Promise<number[]> {
  const lesson = await openLesson(options)
  try {
    // The demonstration's lesson is one of music; what is promised is a word.
    await lesson.studio.page.getByRole('button', { name: '讲话' }).click()
    await appIsKept(lesson.classroom.page)
    if (camera) await showCamera(lesson.studio.page)
    const took = []
    for (let n = 0; n < 5; n++) took.push(await lesson.enter(until))
    return took
  } finally {
    await lesson.close()
  }
}

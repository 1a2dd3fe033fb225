import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launch } from '../browsers/launch.ts'
import { startHub } from '../hubs/hub-at-work.ts'
import { bench, percentile } from './bench.ts'
import { enrolClassroom, homeSaysReady } from './term/classroom.ts'
import { coldStart, type Moment, type Start } from './term/cold-start.ts'
import { countyOfSixtyLessons } from './term/county.ts'
import { deliverTerm } from './term/history.ts'

const starts = 20
const factsStored = 20_000

export default bench({
  name: 'start-offline',
  how: `A classroom's projector (Chromium), enrolled by the app at a hub with a class of 40: it has received over ${factsStored.toLocaleString('en')} facts of forty
days and keeps the 60 packages of two weeks. Then the hub is stopped. ${starts} starts, each a new browser process with the profile's
files out of the page cache (synced, POSIX_FADV_DONTNEED), the page's main thread slowed six times (DevTools; service worker and
database process are not slowed). From navigation to the first painted home with today's lessons and their lights (painted*); until
a real press on the current lesson's button, sent at that moment, was answered by the page (usable*); until the lesson's first
page that it led to was painted (lesson*). fromFirstScriptMs counts to usable from when the document's first script had been read,
median. live*: in ${starts / 2} further starts without a press, until the home is drawn from the database.`,
  budget: { usableMs: { atMost: 900 }, usableP95Ms: { atMost: 1_200 }, fromFirstScriptMs: { atMost: 350 } },
  needs: ['build', 'browsers'],
  async measure() {
    const profile = await mkdtemp(path.join(tmpdir(), 'tongke-term-profile-'))
    try {
      const home = await livedTerm(profile)
      const pressed: Start[] = []
      for (let n = 0; n < starts; n++) pressed.push(await coldStart(profile, home, 'press'))
      const watched: Start[] = []
      for (let n = 0; n < starts / 2; n++) watched.push(await coldStart(profile, home, 'watch'))
      const of = (name: Moment) => pressed.map((start) => start[name])
      const live = watched.map((start) => start.live)
      return {
        usableMs: percentile(of('answered'), 0.5),
        usableP95Ms: percentile(of('answered'), 0.95),
        fromFirstScriptMs: percentile(
          pressed.map((start) => start.answered - start.script),
          0.5,
        ),
        paintedMs: percentile(of('painted'), 0.5),
        paintedP95Ms: percentile(of('painted'), 0.95),
        lessonMs: percentile(of('lesson'), 0.5),
        lessonP95Ms: percentile(of('lesson'), 0.95),
        liveMs: percentile(live, 0.5),
        liveP95Ms: percentile(live, 0.95),
        slowness: percentile(of('slowness'), 0.5),
      }
    } finally {
      await rm(profile, { recursive: true, maxRetries: 5 })
    }
  },
})

/** Lets a browser become the classroom's that has lived a term. @returns its home's address */
async function livedTerm(profile: string): Promise<string> {
  const county = await countyOfSixtyLessons(0)
  const hub = await startHub(county.environment)
  const launched = await launch('current', { profile })
  try {
    await deliverTerm(hub.port)
    const page = await enrolClassroom(launched.context, `http://localhost:${hub.port}/`, factsStored)
    await homeSaysReady(page)
    return page.url()
  } finally {
    await launched.close()
    await hub.stop()
    await county.remove()
  }
}

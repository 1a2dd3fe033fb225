import { SchoolDayLessons, type SchoolDayWord } from '../../../core/reports/school-day.ts'
import { askHub, type HubAnswer } from '../ask-hub.ts'

export type SchoolDayTrouble = 'noLine' | 'notOffice' | 'stale' | 'failed'

/** @param school '' for none yet; @param day '' for today */
export function fetchDay(school: string, day: string): Promise<HubAnswer<SchoolDayLessons>> {
  const query = new URLSearchParams({ ...(school && { school }), ...(day && { day }) })
  return askHub(SchoolDayLessons, `office/lessons?${query}`)
}

export function sayOfDay(word: SchoolDayWord): Promise<HubAnswer<SchoolDayLessons>> {
  return askHub(SchoolDayLessons, 'office/lessons', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(word),
  })
}

export function troubleIn(heard: HubAnswer<unknown>): SchoolDayTrouble | undefined {
  if (heard.is === 'yes') return undefined
  if (heard.is === 'line') return 'noLine'
  if (heard.why === 'not-of-the-office') return 'notOffice'
  return heard.why === 'no-such-lesson' ? 'stale' : 'failed'
}

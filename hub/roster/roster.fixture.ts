import { strToU8 } from 'fflate'
import type { RosterUpload } from '../../core/roster/preview.ts'
import type { TestHub } from '../../test/hubs/small-county.ts'
import { people } from '../../test/hubs/small-county.ts'
import { exportLines } from './export.ts'
import { knownCounty } from './known.ts'
import { Uploads } from './uploads.ts'

/** Tables as lines of CSV, by their files' names without an ending. */
export type Sheets = Readonly<Record<string, readonly string[]>>

/** A county with two schools and a teaching point, written as an office would. */
export const county: Sheets = {
  orgs: [
    'sourcedId,name,type,identifier,parentSourcedId',
    'c,青禾县,district,,',
    'main,实验小学,school,2161900001,c',
    'point,青山教学点,point,2161900002,main',
    'far,高台小学,school,2161900003,c',
  ],
  academicSessions: ['sourcedId,title,type,startDate,endDate', 't,秋季学期,term,2026-08-31,2027-01-17'],
  calendar: ['date,weekday', '2026-10-01,', '2026-10-10,4'],
  bells: ['bells,period,start,minutes', 'point,1,08:30,40', 'point,2,09:20,40', 'far,1,08:30,40', 'far,2,09:20,40'],
  classes: ['sourcedId,title,grades,schoolSourcedId', 'three,三四年级,"3,4",point', 'four,四年级,4,far'],
  users: [
    'sourcedId,name,metadata.studentNumber,metadata.consentForm,metadata.consentDate,metadata.consentScope',
    'p1,禾苗,G999999201501011234,C-1,2026-09-01,姓名、照片',
    'p2,小满,,C-2,2026-09-01,姓名',
    'p3,谷雨,,C-3,2026-09-01,name photo',
    't1,何老师,,,,',
    't2,周老师,,,,',
    'o1,韩主任,,,,',
  ],
  enrollments: [
    'classSourcedId,userSourcedId,role,metadata.number',
    'three,p1,student,1',
    'three,p2,student,2',
    'three,t1,aide,',
    'three,t2,host,',
    'four,p3,student,1',
    'county,o1,administrator,',
  ],
  'hosted-courses': ['course,class,subject,host,school,plan', 'music,three,音乐,t2,main,'],
  timetable: [
    'class,weekday,period,subject,course,weeks,date',
    'three,1,1,音乐,music,,',
    'three,1,2,语文,,odd,',
    'three,1,2,数学,,even,',
    'four,1,1,语文,,,',
  ],
  pairs: ['pair,helping,helped,subjects,weekly,from', 'main-point,main,point,音乐、英语,2,'],
}

export const actor = { by: people.clerk, device: '' } as const

export function filesOf(sheets: Sheets) {
  return Object.entries(sheets).map(([name, lines]) => ({
    name: `${name}.csv`,
    bytes: strToU8(`${lines.join('\n')}\n`),
  }))
}

/** Previews an upload, and waits for it. */
export async function preview(hub: TestHub, sheets: Sheets, uploads = new Uploads(hub)): Promise<RosterUpload> {
  const state = await uploads.state((await uploads.begin(filesOf(sheets), actor)) ?? '', actor.by, true)
  if (!state) throw new Error('the upload is gone')
  return state
}

/** Brings an upload in. @returns how many facts that made @throws Error with the first fault */
export async function bringIn(hub: TestHub, sheets: Sheets): Promise<number> {
  const uploads = new Uploads(hub)
  const shown = await preview(hub, sheets, uploads)
  if (shown.is === 'faults') throw new Error(JSON.stringify(shown.faults[0]))
  await uploads.import(shown.id, actor)
  const state = await uploads.state(shown.id, actor.by, true)
  if (state?.is !== 'imported') throw new Error(JSON.stringify(state))
  return state.changes
}

/** The county as an export has it. */
export async function exported(hub: TestHub) {
  return exportLines(await knownCounty(hub.db))
}

/** A change as `what name place: field from → to`. */
export function changesIn(state: RosterUpload): string[] {
  if (state.is !== 'ready') throw new Error(JSON.stringify(state))
  return state.preview.tables.flatMap(({ table, changes }) =>
    changes.map(({ what, name, place, differences }) =>
      [`${table} ${what} ${name}`, place, ...differences.map(({ field, from, to }) => `${field} ${from}→${to}`)]
        .filter(Boolean)
        .join(' | '),
    ),
  )
}

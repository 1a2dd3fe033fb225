import { strToU8, zipSync } from 'fflate'
import { sql } from 'kysely'
import * as v from 'valibot'
import { Day } from '../../core/facts/ids.ts'
import { type About, type Act, actsZh } from '../../core/reports/acts.ts'
import { rowRange } from '../../core/rows/row-key.ts'
import { addDays, dayOf, momentOf } from '../../core/school/day.ts'
import { consentClasses } from '../consent/pupils.ts'
import { inventory } from '../notice/inventory.ts'
import { topicWords } from '../notice/words.ts'
import { type Cell, minute, spreadsheet } from '../reports/csv.ts'
import type { HubDb } from '../store/schema.ts'
import { checkLog, type LogCheck, type Noted, notesBetween } from './log.ts'
import { officeNames } from './office-names.ts'

/** What a year came to: `asOf` in ms since 1970. */
export interface Year {
  year: number
  asOf: number
  check: LogCheck
  /** How often each thing was done, and to how many of what, all together. */
  acts: { act: string; times: number; about: Record<string, number> }[]
  /** People who were erased in it. */
  erased: number
  forms: { signed: number; refused: number; withdrawn: number }
  /** How the register stands now. */
  register: { pupils: number; name: number; photo: number; without: number }
  /** Records that the hub did not take, by the reason. */
  refused: [why: string, times: number][]
}

/**
 * A year for the audit of children's data (未成年人网络保护条例 37): the log with its check, what the year came to, and what is
 * stored at all, as one archive. It names nobody but who works in the office, as far as they still do.
 */
export async function yearPackage(db: HubDb, year: number, now: number): Promise<Uint8Array> {
  const [notes, names] = [await notesOf(db, year), await officeNames(db)]
  const came = await yearOf(db, year, notes, now)
  return zipSync({
    'readme.txt': strToU8(`\uFEFF${readme(came).join('\r\n')}\r\n`),
    'summary.csv': strToU8(spreadsheet(summary(came))),
    'log.csv': strToU8(spreadsheet(logLines(notes, names))),
    'stored.csv': strToU8(spreadsheet(storedLines())),
    'summary.json': strToU8(`${JSON.stringify(came, null, 2)}\n`),
  })
}

/** The year's first moment and the next one's, in China. */
function bounds(year: number): { from: Day; until: Day } {
  const day = (of: number) => v.parse(Day, `${of}-01-01`)
  return { from: day(year), until: day(year + 1) }
}

async function notesOf(db: HubDb, year: number): Promise<Noted[]> {
  const { from, until } = bounds(year)
  return notesBetween(db, momentOf(from, '00:00'), momentOf(until, '00:00'))
}

async function yearOf(db: HubDb, year: number, notes: readonly Noted[], now: number): Promise<Year> {
  const { from, until } = bounds(year)
  const isIn = (day: string) => from <= day && day < until
  const forms = await db.selectFrom('consent').selectAll().where('source', '<>', 'struck').execute()
  const count = (is: (one: (typeof forms)[number]) => boolean) => forms.filter(is).length
  const { classes } = await consentClasses(db, dayOf(now))
  const sum = (field: 'pupils' | 'name' | 'photo' | 'without') => classes.reduce((all, one) => all + one[field], 0)
  return {
    year,
    asOf: now,
    check: await checkLog(db),
    acts: actsOf(notes),
    erased: await erasedBetween(db, from, until),
    forms: {
      signed: count((one) => isIn(one.date) && one.scope !== ''),
      refused: count((one) => isIn(one.date) && one.scope === ''),
      withdrawn: count((one) => isIn(one.withdrawn)),
    },
    register: { pupils: sum('pupils'), name: sum('name'), photo: sum('photo'), without: sum('without') },
    refused: await refusedBetween(db, momentOf(from, '00:00'), momentOf(until, '00:00')),
  }
}

function actsOf(notes: readonly Noted[]): Year['acts'] {
  const acts = new Map<string, Year['acts'][number]>()
  for (const { act, about } of notes) {
    const sum = acts.get(act) ?? { act, times: 0, about: {} }
    acts.set(act, sum)
    sum.times += 1
    for (const [of, count] of Object.entries(about))
      if (typeof count === 'number' && !numbered.has(of)) sum.about[of] = (sum.about[of] ?? 0) + count
  }
  return [...acts.values()].sort((a, b) => (a.act < b.act ? -1 : 1))
}

/** Numbers in notes that count nothing. */
const numbered = new Set(['year', 'before', 'code'])

async function erasedBetween(db: HubDb, from: Day, until: Day): Promise<number> {
  const range = rowRange('erased')
  const rows = await db
    .selectFrom('row')
    .select('state')
    .where('row', '>=', range.from)
    .where('row', '<', range.below)
    .execute()
  const days = rows.map(({ state }) => (JSON.parse(state) as { day: Day }).day) // its table's
  return days.filter((day) => from <= day && day < until).length
}

async function refusedBetween(db: HubDb, from: number, until: number): Promise<Year['refused']> {
  const rows = await db
    .selectFrom('fact')
    .select(['why', (eb) => eb.fn.countAll().as('times')])
    .where('state', '<>', sql.lit('taken')) // as it stands in the index of those few facts
    .where('state', '=', 'refused')
    .where('eff', '>=', from)
    .where('eff', '<', until)
    .groupBy('why')
    .orderBy('why')
    .execute()
  return rows.map(({ why, times }) => [why, Number(times)])
}

function whole(check: LogCheck): string {
  if (check.ok) return `核对过：全部 ${check.notes} 条，一条不少，没有人改过。最后一条的校验值：${check.hash}`
  return `对不上：从第 ${check.n} 条起有人改过或删过。`
}

function readme({ year, asOf, check }: Year): string[] {
  const { until } = bounds(year)
  const isOver = dayOf(asOf) >= until
  return [
    `${year} 年未成年人个人信息审计包`,
    `做于 ${minute(asOf)}${isOver ? '' : `，这一年还没有过完，只到 ${dayOf(asOf)}（全年到 ${addDays(until, -1)}）`}`,
    '',
    'summary.csv：这一年的数目：删除、同意、导出、查看、没有收下的记录；同意现在的情况。summary.json 是同样的内容，给程序读。',
    'log.csv：谁在什么时候看过、改过、导出过资料。只有编号和数目，没有学生的名字。每一条的校验值由前一条和这一条算出，改一条，后面的都对不上。',
    'stored.csv：服务器上存了哪些东西，为什么，谁能看，删除一个人的资料时怎样。',
    '',
    whole(check),
  ]
}

function summary(came: Year): Cell[][] {
  const { year, asOf, check, acts, erased, forms, register, refused } = came
  return [
    [`${year} 年未成年人个人信息审计`, `截至 ${minute(asOf)}`],
    ['项目', '数目'],
    ['删除了资料的人（按编号）', erased],
    ['这一年签的同意书', forms.signed],
    ['这一年交表不同意的', forms.refused],
    ['这一年撤回的同意', forms.withdrawn],
    ['现在的学生', register.pupils],
    ['现在同意写名字的', register.name],
    ['现在同意照相的', register.photo],
    ['现在没交同意书的', register.without],
    ...refused.map(([why, times]): Cell[] => [`没有收下的记录：${refusals[why] ?? why}`, times]),
    // What it was about in single is left out of what all came to.
    ...acts.map(({ act, times, about }): Cell[] => [`次数：${told(act, about).replace('（）', '')}`, times]),
    ['查看和修改记录的核对', whole(check)],
  ]
}

function logLines(notes: readonly Noted[], names: ReadonlyMap<string, string>): Cell[][] {
  return [
    ['编号', '时间', '谁', '人的编号', '设备', '做了什么', '动作', '关于', '校验值'],
    ...notes.map(({ n, at, by, device, act, about, hash }) => [
      ...[n, minute(at), names.get(by) ?? (device === '' ? '在服务器上' : ''), by, device],
      ...[told(act, about), act, JSON.stringify(about), hash],
    ]),
  ]
}

function storedLines(): Cell[][] {
  return [
    ['名称', '类别', '存什么', '为什么', '谁能看', '删除一个人的资料时'],
    ...inventory('zh').map((one) => [
      ...[one.name, topicWords.zh[one.topic].title, one.what, one.why, one.seenBy.join('、'), one.erased],
    ]),
  ]
}

/** In words; what an earlier program noted is told as it is. */
function told(act: string, about: About): string {
  return Object.hasOwn(actsZh, act) ? actsZh[act as Act](about) : act // it has just been found there
}

/** Why records were not taken, as far as it matters to children. */
const refusals: Readonly<Record<string, string>> = {
  'no-photo-consent': '照片里看得见孩子，家长没有同意',
  revoked: '设备已经收回',
  'not-a-member': '不是这个班的人',
  'class-not-served': '设备不管这个班',
  'role-not-allowed': '没有这个权限',
  'place-not-allowed': '不能在这种设备上做',
  'speaks-for-another': '替别人做的',
}

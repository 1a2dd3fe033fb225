import type { CountyReport, SchoolFigures } from '../../core/reports/county-report.ts'
import type { Period } from '../../core/reports/figures.ts'
import type { PairBook } from '../../core/reports/pair-book.ts'
import type {
  CoursesBehind,
  DevicesBehind,
  LessonsBehind,
  LiveBehind,
  Verdict,
  WorkBehind,
} from '../../core/reports/rows-behind.ts'
import { type Cell, csv, minute, missingWords, share } from './csv.ts'

/** What a period is called in a table and in its file's name. */
export function periodName(period: Period): string {
  switch (period.is) {
    case 'week':
      return `第${period.week}周`
    case 'month':
      return `${Number(period.month.slice(0, 4))}年${Number(period.month.slice(5))}月`
    case 'term':
      return '本学期'
    case 'year':
      return '学年'
  }
}

/** A line a school, then their sum. */
export function countyTable(report: CountyReport): string {
  const { county, term, period, from, to, asOf, totals, schools } = report
  const head = {
    title: `${county} ${term} ${periodName(period)}（${from} 至 ${to}）`,
    asOf,
    unheard: totals.unheard,
    counting: report.counting,
  }
  const last = ['合计', '', ...figures(totals), '', '', `未回传 ${totals.unheard} / ${totals.schools} 校`]
  return csv(head, countyColumns, [...schools.map(line), last])
}

const countyColumns = [
  ...['学校', '主校'],
  ...['应上（节）', '实上', '停课', '停课原因', '未上', '未知', '还没到', '课表外'],
  ...['到课（人次）', '应到', '到课率', '上到课的班', '有课的班', '上到课的学生'],
  ...['布置作业（次）', '交（份）', '批', '发回'],
  ...['设备', '今天来过信', '七天内来过信', '七天没来信'],
  ...['最后来信', '已回传', '缺什么'],
]

function line(school: SchoolFigures): Cell[] {
  const heard = school.heard === null ? '' : minute(school.heard)
  const returned = school.returned ? '是' : '否'
  return [school.name, school.helping.join('、'), ...figures(school), heard, returned, missingWords(school.missing)]
}

function figures(of: Omit<CountyReport['totals'], 'schools' | 'unheard'>): Cell[] {
  const { lessons, attendance, reach, homework, devices } = of
  const reasons = Object.entries(lessons.reasons).map(([reason, count]) => `${reasonName(reason)} ${count}`)
  return [
    ...[lessons.planned, lessons.held, lessons.cancelled, reasons.join('、')],
    ...[lessons.missed, lessons.unknown, lessons.ahead, lessons.extra],
    ...[attendance.there, attendance.marked, share(attendance.there, attendance.marked)],
    ...[reach.classes, reach.ofClasses, reach.pupils],
    ...[homework.set, homework.handed, homework.marked, homework.returned],
    ...[devices.known, devices.today, devices.week, devices.silent],
  ]
}

export function coverageTable(report: CountyReport): string {
  const { county, term, period, from, to, asOf, totals, curriculum } = report
  const title = `${county} ${term} ${periodName(period)}（${from} 至 ${to}）开足率 · ${curriculum}`
  return csv(
    { title, asOf, unheard: totals.unheard, counting: report.counting },
    ['学科', '班数', '课表排少的班', '应开（节）', '已上', '未知或未记录', '开足率'],
    report.coverage.map((one) => [
      ...[one.subject, one.classes, one.below, one.required, one.held, one.unknown],
      share(one.held, one.required),
    ]),
  )
}

export function lessonsTable({ county, asOf, unheard, counting, lessons }: LessonsBehind): string {
  return csv(
    { title: `${county} 课`, asOf, unheard, counting },
    [
      '学校',
      '班',
      '日期',
      '开始',
      '学科',
      '结果',
      '原因',
      '应上（分钟）',
      '实上（分钟）',
      '点到',
      '在',
      '课表外',
      '设备最后来信',
    ],
    lessons.map((one) => [
      ...[one.schoolName, one.className, one.day, minute(one.start).slice(11), one.subject, verdictNames[one.verdict]],
      ...[one.reason === null ? '' : reasonName(one.reason), one.planned, one.taught ?? ''],
      ...[one.marked, one.there, one.extra ? '是' : '', one.heard === null ? '' : minute(one.heard)],
    ]),
  )
}

export function liveTable({ county, asOf, unheard, counting, lessons }: LiveBehind): string {
  const minutesOn = (spells: LiveBehind['lessons'][number]['spells'], rungs: readonly number[]) =>
    Math.round(spells.reduce((sum, { rung, s }) => sum + (rungs.includes(rung) ? s : 0), 0) / 60)
  return csv(
    { title: `${county} 直播课`, asOf, unheard, counting },
    [
      ...['学校', '班', '日期', '开课', '学科', '直播（分钟）', '收到（分钟）'],
      ...['看画面（分钟）', '只有声音和板书', '只有板书', '断线'],
    ],
    lessons.map((one) => [
      ...[one.schoolName, one.className, one.day, minute(one.start).slice(11), one.subject],
      ...[one.minutes ?? '', one.received ?? ''],
      ...(one.received === null
        ? ['', '', '', '']
        : [[2, 4, 5], [3], [1], [0]].map((rungs) => minutesOn(one.spells, rungs))),
    ]),
  )
}

export function coursesTable({ county, asOf, unheard, counting, curriculum, courses }: CoursesBehind): string {
  return csv(
    { title: `${county} 开课 · ${curriculum}`, asOf, unheard, counting },
    ['学校', '班', '学科', '每周应开', '课表每周', '至今应开', '已上', '未知或未记录'],
    courses.map((one) => [
      ...[one.schoolName, one.className, one.subject, one.weekly, one.timetabled],
      ...[one.required, one.held, one.unknown],
    ]),
  )
}

export function workTable({ county, asOf, unheard, counting, work }: WorkBehind): string {
  return csv(
    { title: `${county} 作业`, asOf, unheard, counting },
    ['学校', '班', '日期', '学科', '作业', '交（份）', '批', '发回', '没批'],
    work.map((one) => [
      ...[one.schoolName, one.className, one.day, one.subject, one.title],
      ...[one.handed, one.marked, one.returned, one.handed - one.marked],
    ]),
  )
}

export function devicesTable({ county, asOf, unheard, counting, devices }: DevicesBehind): string {
  return csv(
    { title: `${county} 设备`, asOf, unheard, counting },
    ['学校', '设备在', '最后来信', '七天没来信', '缺什么'],
    devices.map((one) => [
      ...[one.schoolName, one.place, minute(one.heard), one.silent ? '是' : '否'],
      missingWords(one.missing),
    ]),
  )
}

export function pairsTable({ county, term, asOf, unheard, counting, pairs, without }: PairBook): string {
  const sum = (of: PairBook['pairs'][number], what: 'due' | 'held' | 'unknown' | 'cancelled') =>
    of.weeks.reduce((total, week) => total + week[what], 0)
  return csv(
    { title: `${county} ${term} 结对`, asOf, unheard, counting },
    [
      '主校',
      '受援校',
      '学科',
      '从',
      '到',
      '约定每周',
      '课表每周',
      '应上（节）',
      '实上',
      '停课',
      '未知',
      '最近一节',
      '情况',
    ],
    [
      ...pairs.map((one) => [
        ...[one.helping, one.helped, one.subjects.join('、'), one.from, one.until ?? ''],
        ...[one.weekly, one.timetabled, sum(one, 'due'), sum(one, 'held'), sum(one, 'cancelled'), sum(one, 'unknown')],
        ...[one.lastHeld ?? '', standingNames[one.standing]],
      ]),
      ...without.map((one) => ['', one.name, '', '', '', '', '', '', '', '', '', '', '没有结对']),
    ],
  )
}

const standingNames: Record<PairBook['pairs'][number]['standing'], string> = {
  taught: '在上',
  unheard: '还没有消息',
  ahead: '还没到时间',
  paper: '只在纸上',
}

const verdictNames: Record<Verdict, string> = {
  held: '上了',
  cancelled: '停课',
  missed: '没上',
  unknown: '未知',
  before: '未知（设备还没登记）',
  ahead: '还没到',
}

const reasons: Record<string, string> = {
  power: '停电',
  line: '断网',
  'teacher-away': '教师缺勤',
  'school-event': '校历活动',
  weather: '天气',
  other: '其他',
}

/** A reason that a newer program knows is told as it is. */
function reasonName(reason: string): string {
  return reasons[reason] ?? reason
}

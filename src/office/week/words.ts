import type { Missing } from '../../../core/reports/county-report.ts'
import type { LessonFigures, Period } from '../../../core/reports/figures.ts'
import { words } from '../../i18n/words.ts'
import { reasonWords } from '../../timetable/reasons/index.ts'

export const t = words({
  zh: {
    cancelLessons: '停课…',
    live: '直播课',
    liveLine: (live: number, planned: number) => `应上 ${planned} 节专递课，直播了 ${live} 节`,
    liveReached: (classes: number, of: number, minutes: number) =>
      `到了 ${classes} / ${of} 个班，一共收到 ${minutes} 分钟`,
    liveMinutes: '直播 / 收到（分钟）',
    liveLegend: '线路一栏从开课排到下课：绿是画面，蓝是声音和板书，黄是只有板书，斜线是断线或还没进来。',
    lineOf: '线路',
    noWord: '没有消息',
    rungMinutes: (rung: number, minutes: number) =>
      `${['断线', '只有板书', '稍迟的画面', '声音和板书', '小画面', '高清画面'][rung] ?? ''} ${minutes < 1 ? '不到 1' : minutes} 分`,
    week: (week: number) => `第${week}周`,
    month: (year: number, month: number) => `${year}年${month}月`,
    term: '本学期',
    year: '学年',
    thisWeek: '本周',
    earlier: '上一周',
    later: '下一周',
    exportSchools: '各校的数字（CSV）',
    exportCoverage: '开足率（CSV）',
    open: '看明细',
    held: '上了的专递课',
    heldLine: ({ cancelled, missed, unknown }: LessonFigures) =>
      [`${cancelled} 停课`, missed > 0 && `${missed} 没上`, `${unknown} 未知`].filter(Boolean).join(' · '),
    pairs: '结对真在上的',
    paper: (count: number) => (count === 0 ? '没有只在纸上的' : `${count} 对只在纸上`),
    pairsUnheard: (count: number) => `${count} 对还没有消息`,
    coverage: '开足率',
    coverageOf: (subject: string) => `${subject} 开足率`,
    coverageTitle: '开课：对照课程方案',
    coverageLine: (curriculum: string) =>
      `按“${curriculum}”。各班多上的不补别班少上的；斜线是还不知道或学校没有记录的。`,
    marked: '作业批改',
    markedLine: ({ handed, returned }: { handed: number; returned: number }) =>
      `交了 ${handed} 份 · 发回 ${returned} 份`,
    reached: '上到课的班',
    reachedLine: (pupils: number, share: string) => `${pupils} 个孩子 · 到课 ${share}`,
    devices: '今天来过信的设备',
    devicesLine: (week: number) => `七天内 ${week} 台`,
    silent: (count: number) => `${count} 台七天没有消息`,
    thereLine: (there: number, marked: number) => `${there} / ${marked} 人次`,
    schools: '各教学点',
    school: '教学点',
    helping: '主校',
    nobody: '没有结对',
    planned: '计划',
    taught: '上了',
    andCancelled: (count: number) => `停${count}`,
    andMissed: (count: number) => `没上${count}`,
    andUnknown: (count: number) => `+${count} 未知`,
    andExtra: (count: number) => `课表外${count}`,
    attendance: '孩子在课上',
    homework: '作业交 / 批',
    devicesShort: '设备',
    missing: '还缺',
    heard: '最后来信',
    never: '从没来过信',
    gap: (from: number, to: number) => `缺第 ${from}–${to} 条`,
    parked: (count: number) => `${count} 条等资料`,
    refused: (count: number) => `${count} 条没收下`,
    whole: '不缺',
    unknown: '不知道',
    subjects: '专递课：各学科',
    subject: '学科',
    required: '应开',
    unrecorded: '未知',
    below: '课表排少的班',
    cancelled: '停课',
    missed: '没上',
    unknownLessons: '未知',
    when: '时间',
    class: '班',
    verdict: '结果',
    minutes: '分钟 实 / 应',
    register: '在 / 点到',
    extra: '课表外',
    lessons: '课',
    weekly: '每周应开',
    timetabled: '课表每周',
    day: '日期',
    homeworkTitle: '作业',
    handed: '交',
    markedPieces: '批',
    returned: '发回',
    unmarked: '没批',
    place: '放在',
    silentTitle: '消息',
    silentFor: '七天没有消息',
    none: '没有这样的。',
    more: (count: number) => `还有 ${count} 行，导出的表里有全部。`,
    rules: (version: number) => `按第 ${version} 版规则：上够 80% 的时间并有考勤才算上了；停课有原因，不算没上`,
  },
  en: {
    cancelLessons: 'Cancel lessons…',
    live: 'Live lessons',
    liveLine: (live, planned) => `${planned} lessons from afar were due, ${live} were taught live`,
    liveReached: (classes, of, minutes) => `${classes} of ${of} classes reached, ${minutes} minutes received in all`,
    liveMinutes: 'Live / received (min)',
    liveLegend:
      'The line is drawn from beginning to end: green is picture, blue sound and board, amber the board alone, hatched no line, or not there yet.',
    lineOf: 'Line',
    noWord: 'not heard',
    rungMinutes: (rung, minutes) =>
      `${['no line', 'board alone', 'late picture', 'sound and board', 'small picture', 'sharp picture'][rung] ?? ''} ${minutes < 1 ? 'under 1' : minutes} min`,
    week: (week) => `week ${week}`,
    month: (year, month) => `${year}-${String(month).padStart(2, '0')}`,
    term: 'this term',
    year: 'school year',
    thisWeek: 'This week',
    earlier: 'Week before',
    later: 'Week after',
    exportSchools: 'Figures by school (CSV)',
    exportCoverage: 'Against the curriculum (CSV)',
    open: 'show the rows',
    held: 'Lessons held',
    heldLine: ({ cancelled, missed, unknown }) =>
      [`${cancelled} cancelled`, missed > 0 && `${missed} not held`, `${unknown} unknown`].filter(Boolean).join(' · '),
    pairs: 'Pairs that teach',
    paper: (count) => (count === 0 ? 'none on paper only' : `${count} on paper only`),
    pairsUnheard: (count) => `${count} not heard from yet`,
    coverage: 'Taught of required',
    coverageOf: (subject) => `${subject}: taught of required`,
    coverageTitle: 'Against the curriculum',
    coverageLine: (curriculum) =>
      `By “${curriculum}”. What one class has too many makes up for no other; hatched: not known yet, or not recorded.`,
    marked: 'Homework marked',
    markedLine: ({ handed, returned }) => `${handed} handed in · ${returned} given back`,
    reached: 'Classes reached',
    reachedLine: (pupils, share) => `${pupils} children · present ${share}`,
    devices: 'Devices heard today',
    devicesLine: (week) => `${week} in seven days`,
    silent: (count) => `${count} silent for seven days`,
    thereLine: (there, marked) => `${there} of ${marked}`,
    schools: 'Teaching points',
    school: 'Teaching point',
    helping: 'Helped by',
    nobody: 'nobody',
    planned: 'Planned',
    taught: 'Held',
    andCancelled: (count) => `${count} cancelled`,
    andMissed: (count) => `${count} not held`,
    andUnknown: (count) => `+${count} unknown`,
    andExtra: (count) => `${count} extra`,
    attendance: 'Children present',
    homework: 'Handed / marked',
    devicesShort: 'Devices',
    missing: 'Missing',
    heard: 'Last heard',
    never: 'never heard',
    gap: (from, to) => `records ${from}–${to} missing`,
    parked: (count) => `${count} waiting`,
    refused: (count) => `${count} not taken`,
    whole: 'nothing',
    unknown: 'not known',
    subjects: 'Lessons from afar, by subject',
    subject: 'Subject',
    required: 'Required',
    unrecorded: 'Unknown',
    below: 'Classes with too few in the timetable',
    cancelled: 'Cancelled',
    missed: 'Not held',
    unknownLessons: 'Unknown',
    when: 'When',
    class: 'Class',
    verdict: 'What became of it',
    minutes: 'Minutes taught / planned',
    register: 'There / in the register',
    extra: 'outside the timetable',
    lessons: 'Lessons',
    weekly: 'Required a week',
    timetabled: 'In the timetable',
    day: 'Day',
    homeworkTitle: 'Homework',
    handed: 'Handed in',
    markedPieces: 'Marked',
    returned: 'Given back',
    unmarked: 'Not marked',
    place: 'Place',
    silentTitle: 'Word',
    silentFor: 'none for seven days',
    none: 'There are none.',
    more: (count) => `${count} more rows: the exported table has all.`,
    rules: (version) =>
      `Rules ${version}: held means 80 % of its minutes and a register; what was cancelled with a reason is not missed`,
  },
})

/** What a lesson came to; '' for no choice. */
export const verdictNames = words<Record<string, string>>({
  zh: {
    held: '上了',
    cancelled: '停课',
    missed: '没上',
    unknown: '未知',
    before: '未知（设备还没登记）',
    ahead: '还没到',
  },
  en: {
    held: 'held',
    cancelled: 'cancelled',
    missed: 'not held',
    unknown: 'unknown',
    before: 'unknown (no device yet)',
    ahead: 'still to come',
  },
})

export const behindNames = words({
  zh: { lessons: '课', live: '直播课', courses: '开课', work: '作业', devices: '设备' },
  en: { lessons: 'Lessons', live: 'Live lessons', courses: 'Curriculum', work: 'Homework', devices: 'Devices' },
})

export function periodName(period: Period): string {
  if (period.is === 'week') return t().week(period.week)
  if (period.is === 'month') return t().month(Number(period.month.slice(0, 4)), Number(period.month.slice(5)))
  return period.is === 'term' ? t().term : t().year
}

/** A reason that a newer hub knows is told as it is. */
export function reasonName(reason: string): string {
  return (reasonWords() as Record<string, string>)[reason] ?? reason
}

/** 停电 2、天气 1 */
export function reasonsLine(reasons: Record<string, number>): string {
  return Object.entries(reasons)
    .map(([reason, count]) => `${reasonName(reason)} ${count}`)
    .join(' · ')
}

export function missingWords(missing: readonly Missing[]): string {
  if (missing.length === 0) return t().whole
  return missing
    .map((one) => {
      if (one.what === 'never-heard') return t().never
      if (one.what === 'gap') return t().gap(one.from, one.to)
      return one.what === 'parked' ? t().parked(one.facts) : t().refused(one.facts)
    })
    .join('；')
}

import { words } from '../../i18n/words.ts'

export const t = words({
  zh: {
    title: (county: string, term: string) => `${county} · ${term} · 结对`,
    pairs: '结对',
    helping: '主校',
    helped: '受援校',
    subjects: '学科',
    from: '从',
    weekly: '约定 / 课表（每周）',
    held: '上了 / 应上',
    byWeek: '每周上了多少',
    last: '最近一节',
    standing: '情况',
    none: '还没有',
    tooFew: '课表少于约定',
    without: (count: number) => `${count} 个教学点没有结对`,
    allPaired: '每个教学点都有结对。',
    empty: '还没有结对。导入名册时带上结对表，就会出现在这里。',
    weekWords: (week: number, held: number, due: number, unknown: number) =>
      `第${week}周 上了 ${held} / ${due}${unknown > 0 ? `，${unknown} 未知` : ''}`,
    open: '看这一对的课',
    legend: '一格一周：绿色是上了的，斜线是未知，空白是没上；没有课的周不画。',
  },
  en: {
    title: (county, term) => `${county} · ${term} · pairs`,
    pairs: 'Pairs',
    helping: 'Helping',
    helped: 'Helped',
    subjects: 'Subjects',
    from: 'Since',
    weekly: 'Agreed / timetable (a week)',
    held: 'Held / due',
    byWeek: 'Held by week',
    last: 'Latest',
    standing: 'State',
    none: 'none yet',
    tooFew: 'timetable has less than agreed',
    without: (count) => `${count} teaching point${count === 1 ? '' : 's'} without a pair`,
    allPaired: 'Every teaching point has a pair.',
    empty: 'There are no pairs yet. They come with the roster.',
    weekWords: (week, held, due, unknown) =>
      `week ${week}: ${held} of ${due} held${unknown > 0 ? `, ${unknown} unknown` : ''}`,
    open: 'show its lessons',
    legend: 'A box a week: green was held, hatched is unknown, empty was not held; weeks without lessons have none.',
  },
})

export const standingNames = words({
  zh: { taught: '在上', unheard: '还没有消息', ahead: '还没到时间', paper: '只在纸上' },
  en: { taught: 'teaching', unheard: 'not heard yet', ahead: 'still to come', paper: 'on paper only' },
})

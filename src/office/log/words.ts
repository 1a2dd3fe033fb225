import { type About, actsEn, actsZh } from '../../../core/reports/acts.ts'
import type { AuditLog } from '../../../core/reports/audit-log.ts'
import { words } from '../../i18n/words.ts'

type Note = AuditLog['notes'][number]

export const t = words({
  zh: {
    number: '编号',
    when: '时间',
    who: '谁',
    what: '做了什么',
    command: '在服务器上',
    whole: (notes: number) => `共 ${notes} 条，一条不少，没有人改过`,
    broken: (n: number) => `第 ${n} 条起对不上：有人改过或删过这份记录。请找管服务器的老师。`,
    earlier: '更早的',
    year: '年度审计包',
    yearOf: (year: number) => `${year} 年`,
    yearFile: (year: number) => `未成年人信息审计包 ${year}.zip`,
    takeYear: '下载审计包',
    packing: '正在做…',
    failed: '没有做成，请再试一次。',
    again: '再取一次',
    noLine: '现在没有网络，看不到。',
    notOffice: '只有县里的人能看。',
  },
  en: {
    number: 'No.',
    when: 'When',
    who: 'Who',
    what: 'What',
    command: 'on the server itself',
    whole: (notes) => `${notes} notes, all there, none changed`,
    broken: (n) => `Something is wrong from note ${n} on: this log was changed or cut. Call whoever runs the server.`,
    earlier: 'Earlier ones',
    year: 'Yearly audit package',
    yearOf: (year) => String(year),
    yearFile: (year) => `audit of children’s data ${year}.zip`,
    takeYear: 'Audit package',
    packing: 'Being made …',
    failed: 'It was not made. Try again.',
    again: 'Ask again',
    noLine: 'There is no line now.',
    notOffice: 'For the county’s office only.',
  },
})

/** By what was done. */
const acts = words<Record<string, (about: About) => string>>({ zh: actsZh, en: actsEn })

/** What was done, in words; what a newer hub notes as it is. */
export function actWords({ act, about }: Note): string {
  return acts()[act]?.(about) ?? act
}

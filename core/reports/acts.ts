/** What a note is about, in ids and counts. */
export type About = Readonly<Record<string, string | number>>

type Words = (about: About) => string

/** Whatever is noted at the office's desk, and how it is told: who saw and changed what, beside the facts, which say it of themselves. */
export const actsZh = {
  'roster.previewed': () => '查看要导入的名册',
  'roster.imported': (about: About) =>
    `导入名册，改了 ${about.facts ?? 0} 处${about.back ? `，其中 ${about.back} 位删除过的人重新加入` : ''}`,
  'roster.exported': () => '导出名册',
  'log.read': () => '查看这份记录',
  'log.packed': (about: About) => `下载${about.year ? ` ${about.year} 年的` : ''}审计包`,
  'codes.made': (about: About) => `做了 ${about.codes ?? 0} 个登记码`,
  'place.made': () => '添了一个地方',
  'device.moved': (about: About) => `把设备 ${about.device ?? ''} 挪到别处`,
  'pairs.ended': (about: About) => `学校 ${about.school ?? ''} 已结束，停了 ${about.pairs ?? 0} 对结对`,
  'keeping.said': (about: About) => `记下学校 ${about.school ?? ''} ${about.kept ? '同意' : '不同意'}留主讲画面`,
  'device.revoked': (about: About) => `收回设备 ${about.device ?? ''}`,
  'pin.code-given': () => '给一位老师一次性码（忘了 PIN）',
  'pin.chosen': () => '一位老师用一次性码换了 PIN',
  'people.listed': (about: About) => `查看人员名单（${about.people ?? 0} 人）`,
  'person.seen': (about: About) => `查看一个人的资料（${about.person ?? ''}）`,
  'person.exported': (about: About) => `导出一个人的全部资料（${about.person ?? ''}）`,
  'person.erased': (about: About) => `删除一个人的资料（${about.person ?? ''}）`,
  'words.seen': (about: About) => `查看别处写着一个人名字的 ${about.words ?? 0} 处（${about.person ?? ''}）`,
  'words.struck': (about: About) => `涂掉一条记录里的字（${about.device ?? ''}:${about.seq ?? ''}）`,
  'newcomers.listed': (about: About) => `查看 ${about.children ?? 0} 个课上新加的学生`,
  'newcomer.matched': (about: About) => `认了一个课上新加的学生（${about.class ?? ''}）`,
  'lessons.cancelled': (about: About) => `给 ${about.school ?? ''} 记停课：${about.day ?? ''} ${about.lessons ?? 0} 节`,
  'lessons.restored': (about: About) => `恢复 ${about.school ?? ''} ${about.day ?? ''} ${about.lessons ?? 0} 节课`,
  'consent.listed': (about: About) => `查看 ${about.pupils ?? 0} 个学生的监护人同意（${about.class ?? ''}）`,
  'consent.missing-listed': (about: About) => `查看还没有交同意书的 ${about.pupils ?? 0} 个学生`,
  'consent.signed': (about: About) => `登记了 ${about.forms ?? 0} 份同意书（${about.class ?? ''}）`,
  'consent.withdrawn': (about: About) => `记下一位监护人撤回同意（${about.person ?? ''}）`,
  'consent.corrected': (about: About) => `更正一份同意书（${about.person ?? ''}）`,
  'consent.seated': (about: About) => `把 ${about.pupils ?? 0} 个没有同意写名字的学生换成座号（${about.class ?? ''}）`,
  'consent.struck': (about: About) => `划掉一份登错的同意书（${about.person ?? ''}）`,
} satisfies Record<string, Words>

export type Act = keyof typeof actsZh

export const actsEn: Readonly<Record<Act, Words>> = {
  'roster.previewed': () => 'looked at a roster to bring in',
  'roster.imported': (about) =>
    `brought a roster in: ${about.facts ?? 0} changes${about.back ? `, ${about.back} erased people again` : ''}`,
  'roster.exported': () => 'took the roster out',
  'log.read': () => 'looked at this log',
  'log.packed': (about) => `took out the audit package${about.year ? ` of ${about.year}` : ''}`,
  'codes.made': (about) => `made ${about.codes ?? 0} enrolment codes`,
  'place.made': () => 'added a place',
  'device.moved': (about) => `moved device ${about.device ?? ''}`,
  'pairs.ended': (about) => `ended ${about.pairs ?? 0} pairs of ${about.school ?? ''}, which is no school any more`,
  'keeping.said': (about) =>
    `noted that school ${about.school ?? ''} ${about.kept ? 'allows' : 'does not allow'} hosts’ pictures to be kept`,
  'device.revoked': (about) => `took device ${about.device ?? ''} back`,
  'pin.code-given': () => 'gave a teacher a one-time code (forgotten PIN)',
  'pin.chosen': () => 'a teacher chose a new PIN with a one-time code',
  'people.listed': (about) => `looked at a list of ${about.people ?? 0} people`,
  'person.seen': (about) => `looked at what is stored of a person (${about.person ?? ''})`,
  'person.exported': (about) => `took out all that is stored of a person (${about.person ?? ''})`,
  'person.erased': (about) => `erased a person (${about.person ?? ''})`,
  'words.seen': (about) => `looked at ${about.words ?? 0} places where a person’s name stands (${about.person ?? ''})`,
  'words.struck': (about) => `blotted letters out of a record (${about.device ?? ''}:${about.seq ?? ''})`,
  'newcomers.listed': (about) => `looked at ${about.children ?? 0} children added in the room`,
  'newcomer.matched': (about) => `said who a child added in the room is (${about.class ?? ''})`,
  'lessons.cancelled': (about) =>
    `cancelled ${about.lessons ?? 0} lessons of ${about.school ?? ''} on ${about.day ?? ''}`,
  'lessons.restored': (about) =>
    `restored ${about.lessons ?? 0} lessons of ${about.school ?? ''} on ${about.day ?? ''}`,
  'consent.listed': (about) =>
    `looked at the guardians’ consents of ${about.pupils ?? 0} pupils (${about.class ?? ''})`,
  'consent.missing-listed': (about) => `looked at ${about.pupils ?? 0} pupils without a consent form`,
  'consent.signed': (about) => `entered ${about.forms ?? 0} consent forms (${about.class ?? ''})`,
  'consent.withdrawn': (about) => `entered a consent’s withdrawal (${about.person ?? ''})`,
  'consent.corrected': (about) => `corrected a consent form (${about.person ?? ''})`,
  'consent.seated': (about) =>
    `gave ${about.pupils ?? 0} pupils without consent to the name a seat number (${about.class ?? ''})`,
  'consent.struck': (about) => `struck out a consent form entered by mistake (${about.person ?? ''})`,
}

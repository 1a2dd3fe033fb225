import { words } from '../i18n/words.ts'
import type { EnrolRefusal } from './enrol.ts'

export const t = words({
  zh: {
    name: '同课',
    promise: '一节课，同上；断了线，也上。',
    enter: '输入 6 位登记码',
    hint: '登记码在学校或县里发的纸上，也可以扫上面的二维码。',
    enrol: '登记本机',
    enrolling: '正在登记，取今天的课表…',
    yours: '本机已登记的地方',
    demonstration: '演示县：点一个地方进去看看',
    demonstrationHint: '每个地方各开一个标签页，就像五台设备。教师 PIN 是 2468。',
    language: 'English',
    noLine: '现在没有网络，登记需要网络一次。请接通后再试，码不会作废。',
    noSuchCode: '没有这个登记码，或者它已经用过、过期了。请核对六个数字，或向学校要一个新的。',
    wholeCode: '最近有人乱试登记码，只输六位暂时不行。请扫二维码，或把纸上的 18 位数字全部输入。',
    noRoom: '本机存储空间满了，放不下课表。请清理照片或其他应用，再试一次。',
    hubFailed: '服务器没有答好。过一分钟再试；还不行请告诉县里的技术老师。',
    tooOften: (seconds: number) => `试得太多了，请等 ${seconds} 秒再试。`,
    noStorage: '浏览器不让保存数据（可能是无痕模式）。请用普通窗口打开本页。',
    clock: '本机的日期早于这个程序做好的那天。请先把日期时间调对，否则连不上服务器。',
  },
  en: {
    name: 'Tongke',
    promise: 'One lesson, every classroom, even when the line is down.',
    enter: 'Enter the six-digit code',
    hint: 'It is on the sheet that your school or county gave you; you can also scan its QR code.',
    enrol: 'Enrol this device',
    enrolling: 'Enrolling, fetching today’s timetable …',
    yours: 'Places of this device',
    demonstration: 'Demonstration county: open a place',
    demonstrationHint: 'Open each in a tab of its own, like five devices. The teachers’ PIN is 2468.',
    language: '中文',
    noLine: 'There is no line now, and enrolling needs one once. Try again when there is; the code stays good.',
    noSuchCode: 'There is no such code, or it was used or is too old. Check the six digits, or ask for a new one.',
    wholeCode:
      'Somebody has been guessing codes, so six digits will not do for now. Scan the QR code, or enter all 18 digits on the sheet.',
    noRoom: 'This device’s storage is full. Remove photos or other apps, then try again.',
    hubFailed: 'The server did not answer well. Try again in a minute, or tell the county’s technician.',
    tooOften: (seconds: number) => `Too many tries: wait ${seconds} seconds.`,
    noStorage: 'The browser does not let us keep anything (a private window?). Open this page in an ordinary one.',
    clock:
      'This device’s date is before the day this program was made. Set its date and time first, or it cannot connect.',
  },
})

export function refusalWords(refusal: EnrolRefusal): string {
  switch (refusal.why) {
    case 'no-line':
      return t().noLine
    case 'no-such-code':
      return t().noSuchCode
    case 'whole-code':
      return t().wholeCode
    case 'no-room':
      return t().noRoom
    case 'hub-failed':
      return t().hubFailed
    case 'too-often':
      return t().tooOften(refusal.seconds)
  }
}

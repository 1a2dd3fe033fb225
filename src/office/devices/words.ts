import type { PlaceKind } from '../../../core/people/places.ts'
import type { Missing } from '../../../core/reports/county-report.ts'
import type { DeviceTrouble } from '../../../core/reports/device-trouble.ts'
import { words } from '../../i18n/words.ts'

export const t = words({
  zh: {
    counted: (all: number, look: number) => `${all} 台在用${look > 0 ? ` · ${look} 台要看一看` : ' · 都好'}`,
    school: '学校',
    allSchools: '所有学校',
    show: '哪些设备',
    all: '全部',
    any: '要看一看的',
    revokedOnes: '已收回的',
    codes: '打印登记码',
    pins: '忘了 PIN',
    again: '再取一次',
    noLine: '现在没有网络，看不到设备。接通后再试。',
    noLineOld: '现在没有网络，下面是刚才取到的。',
    failed: '服务器没有答好，请稍后再试。',
    waiting: '正在取设备的情况…',
    none: '还没有设备。打印登记码，发到学校，每台输一次。',
    noneSuch: '没有这样的设备。',
    place: '在哪儿',
    heard: '最后来信',
    version: '版本',
    room: '还能存',
    clock: '时钟',
    missing: '这里还缺',
    unsent: '那边还没送',
    unknown: '还没说过',
    whole: '不缺',
    allSent: '都送了',
    unsentLine: (facts: number, photos: number) =>
      [facts > 0 && `${facts} 条`, photos > 0 && `${photos} 张照片`].filter(Boolean).join('、'),
    since: (when: string) => `${when}起`,
    handle: '处理',
    revoked: (when: string) => `${when}收回`,
    moving: '已改地方，等它来信',
    stoodAt: (place: string) => `它上次说自己在“${place}”。`,
    number: '设备编号',
    enrolled: '登记',
    close: '不动它',
    move: '挪到别处',
    moveTitle: (place: string) => `“${place}”的这台设备挪到哪儿？`,
    moveKept: '它记下的考勤、作业还算原来那个班的，一条不少。',
    moveThen: '下次连上网络时，它换成新地方的课表和名单，原来那个班的资料从它上面拿走。',
    moveUntil: '在那以前，它还当自己在原来的地方；那时记下的也算数。',
    moveNowhere: '这所学校没有别的地方。可以在“打印登记码”里添一个。',
    moveDo: '挪过去',
    revoke: '收回这台设备',
    revokeTitle: (place: string) => `收回“${place}”的这台设备？`,
    revokeFirst: '下次连上网络时，它先把还没送的交上来，单独存放，不算进记录。',
    revokeThen: '然后它清除自己的数据，从此取不到任何东西。',
    revokeUntil: '在那以前，它还和现在一样能用。收回以后不能反悔，要再用得重新登记。',
    revokeDo: '收回',
    notSure: '现在没有网络，刚才这一步可能没有做成。接通后再做一次，不会做两遍。',
    revokedHeard: '收回以后它来过信：还没送的已经单独存放，它接到清除自己的命令。要再用，打印新的登记码，重新登记。',
    revokedUnheard:
      '收回以后它还没有来信：下次连上网络时，它先交上还没送的，再清除自己。要再用，打印新的登记码，重新登记。',
    thisDesk: '这就是您面前的这台。要收回它，请在另一台上做。',
  },
  en: {
    counted: (all, look) => `${all} in use${look > 0 ? ` · ${look} to look at` : ' · all well'}`,
    school: 'School',
    allSchools: 'All schools',
    show: 'Which',
    all: 'All',
    any: 'To look at',
    revokedOnes: 'Taken back',
    codes: 'Print codes',
    pins: 'Forgotten PIN',
    again: 'Ask again',
    noLine: 'There is no line now, so no devices can be shown. Try again when there is.',
    noLineOld: 'There is no line now: this is what came before.',
    failed: 'The server did not answer well. Try again later.',
    waiting: 'Asking how the devices are …',
    none: 'There are no devices yet. Print codes, send them to the schools, and enter one on each.',
    noneSuch: 'There are no such devices.',
    place: 'Where',
    heard: 'Last heard',
    version: 'Version',
    room: 'Room',
    clock: 'Clock',
    missing: 'Missing here',
    unsent: 'Not sent there',
    unknown: 'not said yet',
    whole: 'nothing',
    allSent: 'all sent',
    unsentLine: (facts, photos) =>
      [facts > 0 && `${facts} records`, photos > 0 && `${photos} photos`].filter(Boolean).join(', '),
    since: (when) => `since ${when}`,
    handle: 'Handle',
    revoked: (when) => `taken back ${when}`,
    moving: 'moved; does not know yet',
    stoodAt: (place) => `It said that it was at “${place}”.`,
    number: 'Device number',
    enrolled: 'Enrolled',
    close: 'Leave it',
    move: 'Move it',
    moveTitle: (place) => `Where does the device of “${place}” move?`,
    moveKept: 'The registers and homework that it recorded stay those of the class they were made for.',
    moveThen: 'At its next contact it gets the new place’s timetable and people, and gives up those of the old class.',
    moveUntil: 'Until then it works as the old place’s, and what it records counts.',
    moveNowhere: 'This school has no other place. One can be added under “Print codes”.',
    moveDo: 'Move',
    revoke: 'Take this device back',
    revokeTitle: (place) => `Take back the device of “${place}”?`,
    revokeFirst: 'At its next contact it first delivers what it still has. That is kept apart and counts for nothing.',
    revokeThen: 'Then it clears its own data and gets nothing any more.',
    revokeUntil: 'Until then it works as it does now. This cannot be undone: to use it again it must be enrolled anew.',
    revokeDo: 'Take back',
    notSure: 'There is no line now, and this may not have been done. Do it once more when there is: it is done once.',
    revokedHeard:
      'It has been heard since: what it had not sent is kept apart, and it has its order to wipe itself. To use it again, print a new code and enrol it.',
    revokedUnheard:
      'It has not been heard since. When it next has a line it hands in what it has not sent, and wipes itself. To use it again, print a new code and enrol it.',
    thisDesk: 'That is the device in front of you: take it back from another one.',
  },
})

/** Sorts of places. */
export const kindWords = words<Record<PlaceKind, string>>({
  zh: {
    projector: '教室大屏',
    tablet: '共用平板',
    own: '老师自己的',
    studio: '主播室',
    office: '办公桌',
    hub: '服务器',
  },
  en: {
    projector: 'Panel',
    tablet: 'Shared tablet',
    own: 'A teacher’s own',
    studio: 'Studio',
    office: 'Desk',
    hub: 'Server',
  },
})

/** What is the matter with a device, in a few words. */
export const troubleWords = words<Record<DeviceTrouble, string>>({
  zh: {
    silent: '多日没有来信',
    missing: '有缺的记录',
    full: '快存满了',
    clock: '时钟不准',
    old: '程序旧了',
    reset: '开机就还原',
    copied: '同一份系统装了几台',
    elsewhere: '好像挪过地方',
  },
  en: {
    silent: 'not heard for days',
    missing: 'records missing',
    full: 'nearly full',
    clock: 'clock wrong',
    old: 'old version',
    reset: 'reset at each boot',
    copied: 'one disk copied to several',
    elsewhere: 'was moved, it seems',
  },
})

/** What to do about it. */
export const adviceWords = words<Record<DeviceTrouble, string>>({
  zh: {
    silent: '问问学校：设备还开着吗？网络通吗？让它连一次网，会自己送来。',
    missing: '让它连着网开一会儿，会自己补送；没收下的，请老师在设备的“本机”里看。',
    full: '请老师打开设备的“本机”，在“存储”里腾出地方，或清理照片和别的应用。',
    clock: '请在设备的系统设置里把日期时间调对。记录按服务器的时间算，不会错。',
    old: '连上网络后它会自己换上新版本；一直不换，请把页面关掉再打开。',
    reset: '这台装了还原卡：每次关机都把当天存的清掉。请机房老师把浏览器的数据目录放到不还原的盘，再登记一次。',
    copied: '几台机器是用同一份系统克隆的。每台都请重新登记，用各自的登记码。',
    elsewhere: '服务器从备份恢复过，不记得这次挪动，把它当作还在这里。如果它真在那边，请再挪一次。',
  },
  en: {
    silent: 'Ask the school whether it is switched on and has a line. At the next contact it delivers by itself.',
    missing:
      'Leave it on with a line: it delivers by itself. A teacher should look at what was refused, under “This device”.',
    full: 'A teacher should free some room on the device, under “This device”.',
    clock: 'Set its date and time right in its settings. Records count by the server’s time, so none is wrong.',
    old: 'It takes the new version by itself when there is a line. If it does not, close the page and open it again.',
    reset:
      'It forgets each day’s work when it is switched off. Its technician should put the browser’s data on a disk that is not reset; then enrol it again.',
    copied: 'Several machines were made from one disk’s copy. Enrol each of them anew, with a code of its own.',
    elsewhere:
      'The server was brought back from a backup, does not remember the move, and has it here. If it really is there, move it again.',
  },
})

export function missingWords(missing: readonly Missing[]): string {
  return missing
    .map((one) => {
      if (one.what === 'gap') return gapWords().gap(one.from, one.to)
      if (one.what === 'never-heard') return ''
      return one.what === 'parked' ? gapWords().parked(one.facts) : gapWords().refused(one.facts)
    })
    .join('；')
}

const gapWords = words({
  zh: {
    gap: (from: number, to: number) => `第 ${from}–${to} 条`,
    parked: (count: number) => `${count} 条等资料`,
    refused: (count: number) => `${count} 条没收下`,
  },
  en: {
    gap: (from, to) => `records ${from}–${to}`,
    parked: (count) => `${count} waiting`,
    refused: (count) => `${count} not taken`,
  },
})

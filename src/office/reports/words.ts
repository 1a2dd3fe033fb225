import { words } from '../../i18n/words.ts'

/** What all that is reported at the office's desk says. */
export const t = words({
  zh: {
    asOf: (when: string) => `截至 ${when}`,
    unheard: (count: number) => (count === 0 ? '都已回传' : `${count} 校未回传，数字会变`),
    counting: (share: string) => `正在统计 ${share}…还没统计到的先算作未知，数字会自己更新。`,
    export: '导出',
    noLine: '现在没有网络，下面是上次取到的数字。',
    noExport: '导出要网络，现在没有。接通后再试。',
    noCounty: '还没有学校。先在“名册”里导入学校、班级、师生和课表，这里就有数字了。',
    nothing: '还没取到。连上网络后会自动取来。',
    again: '再取一次',
    failed: '服务器没有答好，请稍后再试。',
  },
  en: {
    asOf: (when) => `As of ${when}`,
    unheard: (count) =>
      count === 0 ? 'all schools heard' : `${count} school${count === 1 ? '' : 's'} not heard: figures will change`,
    counting: (share) =>
      `Counting, ${share} done: what is not counted yet stands as unknown, and the figures change by themselves.`,
    export: 'Export',
    noLine: 'There is no line now: these are the last figures that came.',
    noExport: 'Exporting needs a line. Try again when there is one.',
    noCounty: 'There are no schools yet. Bring schools, classes, people and timetables in under “Roster” first.',
    nothing: 'Nothing has come yet. It comes by itself when there is a line.',
    again: 'Ask again',
    failed: 'The server did not answer well. Try again later.',
  },
})

import { words } from '../i18n/words.ts'

/** What the kit itself says; screens bring all other words. */
export const kitWords = words({
  zh: {
    close: '关闭',
    back: '返回',
    more: '更多',
    stop: '停下',
    ready: '备好了',
    partly: '还差一些',
    missing: '还没有',
    none: '不用备',
    unknown: '要多久还不知道',
    underMinute: '不到 1 分钟',
    minutesLeft: (minutes: number) => `还要 ${minutes} 分钟`,
    hoursLeft: (hours: number) => `还要 ${hours} 小时`,
    numbers: '数字键盘',
    erase: '擦掉',
    enter: '确定',
    digitsIn: (typed: number) => (typed ? `输入了 ${typed} 位` : '还没有输入'),
    wrongPin: '密码不对，再试一次',
    waitToTry: (seconds: number) =>
      seconds < 60 ? `密码不对，${seconds} 秒后再试` : `密码不对，${Math.ceil(seconds / 60)} 分钟后再试`,
  },
  en: {
    close: 'Close',
    back: 'Back',
    more: 'More',
    stop: 'Stop',
    ready: 'Ready',
    partly: 'Partly here',
    missing: 'Not here yet',
    none: 'Nothing to prepare',
    unknown: 'Not known yet',
    underMinute: 'Less than a minute',
    minutesLeft: (minutes) => `${minutes} min left`,
    hoursLeft: (hours) => `${hours} h left`,
    numbers: 'Number keys',
    erase: 'Erase',
    enter: 'OK',
    digitsIn: (typed) => (typed ? `${typed} digits entered` : 'Nothing entered yet'),
    wrongPin: 'Wrong PIN, try again',
    waitToTry: (seconds) =>
      seconds < 60 ? `Wrong PIN, try again in ${seconds} s` : `Wrong PIN, try again in ${Math.ceil(seconds / 60)} min`,
  },
})

import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    title: '老师解锁',
    who: '您是哪位老师？',
    pin: (name: string) => `${name}，请输入 PIN`,
    checking: '正在核对…',
    wrong: 'PIN 不对，请再试一次。',
    wait: (seconds: number) => `试错太多，请等 ${seconds} 秒。`,
    nobody: '还没有老师能在本机解锁',
    nobodyHint: '本机还没取到老师名单。连上网络后会自动取来；也可以请县里看看这台设备登记在哪个班。',
    back: '返回',
    other: '换一位老师',
    erase: '退格',
    ok: '确定',
  },
  en: {
    title: 'Teacher: unlock',
    who: 'Who are you?',
    pin: (name) => `${name}, enter your PIN`,
    checking: 'Checking …',
    wrong: 'That is not the PIN. Try again.',
    wait: (seconds) => `Too many wrong tries: wait ${seconds} seconds.`,
    nobody: 'No teacher can unlock this device yet',
    nobodyHint: 'The list of teachers has not come yet. It comes by itself when there is a line.',
    back: 'Back',
    other: 'Someone else',
    erase: 'Erase',
    ok: 'OK',
  },
})

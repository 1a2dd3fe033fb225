import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    title: '老师解锁',
    who: '您是哪位老师？',
    pin: (name: string) => `${name}，请输入 PIN`,
    checking: '正在核对…',
    nobody: '还没有老师能在本机解锁',
    nobodyHint: '本机还没取到老师名单。连上网络后会自动取来；也可以请县里看看这台设备登记在哪个班。',
    other: '换一位老师',
  },
  en: {
    title: 'Teacher: unlock',
    who: 'Who are you?',
    pin: (name) => `${name}, enter your PIN`,
    checking: 'Checking …',
    nobody: 'No teacher can unlock this device yet',
    nobodyHint: 'The list of teachers has not come yet. It comes by itself when there is a line.',
    other: 'Someone else',
  },
})

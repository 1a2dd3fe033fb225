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
    forgotten: '忘了 PIN',
    remembered: '想起来了，输 PIN',
    callOffice: '打电话给县里，说您的名字。县里念给您八位一次性码，输在这里，没有网络也行；然后自己定一个新的 PIN。',
    code: (name: string) => `${name}，请输入一次性码`,
    choose: '请定一个新的 PIN（4 到 6 位）',
    chooseAgain: '再输一遍新的 PIN',
    differed: '两次输的不一样，请重新定一个。',
    notPrepared: '本机没有备好一次性码。请让本机连一次网络，过一分钟再试。',
  },
  en: {
    title: 'Teacher: unlock',
    who: 'Who are you?',
    pin: (name) => `${name}, enter your PIN`,
    checking: 'Checking …',
    nobody: 'No teacher can unlock this device yet',
    nobodyHint: 'The list of teachers has not come yet. It comes by itself when there is a line.',
    other: 'Someone else',
    forgotten: 'Forgotten PIN',
    remembered: 'I remember: enter the PIN',
    callOffice:
      'Call the county office and say your name. It reads you a one-time code of eight digits: enter it here, with or without a line. Then choose a new PIN.',
    code: (name) => `${name}, enter the one-time code`,
    choose: 'Choose a new PIN (4 to 6 digits)',
    chooseAgain: 'Enter the new PIN again',
    differed: 'The two were not the same. Choose again.',
    notPrepared: 'This device is not prepared for one-time codes. Let it have a line once, and try again in a minute.',
  },
})

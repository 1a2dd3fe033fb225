import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    who: '你是谁？',
    whoTogether: '谁和谁一起？',
    open: (count: number) => `作业 ${count} 份`,
    correct: (count: number) => `订正 ${count} 处`,
    teacher: '老师',
    together: '一起做',
    togetherHint: '点一点一起做的人，两个以上就可以开始。',
    begin: (count: number) => `${count} 个人，开始`,
    nobody: '名单还没到这台平板',
    nobodyHint: '连上网络后会自己来，不用做什么。',
  },
  en: {
    who: 'Who are you?',
    whoTogether: 'Who works together?',
    open: (count) => `${count} to do`,
    correct: (count) => `${count} to put right`,
    teacher: 'Teacher',
    together: 'Together',
    togetherHint: 'Touch those who work together: two or more can begin.',
    begin: (count) => `${count} of us: begin`,
    nobody: 'The class list is not here yet',
    nobodyHint: 'It comes by itself when there is a line.',
  },
})

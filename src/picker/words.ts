import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    who: '你是谁？',
    homework: (count: number) => `作业 ${count} 份`,
    correct: (count: number) => `订正 ${count} 处`,
    teacher: '老师',
    together: '一起做',
    begin: (count: number) => `${count} 人一起开始`,
    cancel: '不一起了',
    nobody: '名单还没到本机。连上网络后会自动取来，不用做什么。',
  },
  en: {
    who: 'Who are you?',
    homework: (count) => `${count} to do`,
    correct: (count) => `${count} to correct`,
    teacher: 'Teacher',
    together: 'Together',
    begin: (count) => `Begin, ${count} together`,
    cancel: 'Not together',
    nobody: 'The class list has not come yet. It comes by itself when there is a line.',
  },
})

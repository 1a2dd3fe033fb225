import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    asked: '老师在提问',
    yes: '对',
    no: '错',
    yours: '你的答案',
    send: '交答案',
    answered: '答好了。老师收题以前还能改。',
  },
  en: {
    asked: 'The teacher asks',
    yes: 'True',
    no: 'False',
    yours: 'Your answer',
    send: 'Answer',
    answered: 'Answered. It can be changed until the teacher stops.',
  },
})

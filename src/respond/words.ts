import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    asked: '老师在提问',
    yes: '对',
    no: '错',
    yours: '你的答案',
    send: '交答案',
    answered: '答好了。老师收题以前还能改。',
    paperOnly: '写在纸上、画在纸上，只拍纸，不拍人。',
    photo: '拍照交',
    photoAgain: '重拍',
    draw: '画一画',
    drawOn: '接着改',
    drawTitle: '画出你的答案',
    noPad: '画图的纸还没到这台平板。先画在纸上，举手给老师看。',
  },
  en: {
    asked: 'The teacher asks',
    yes: 'True',
    no: 'False',
    yours: 'Your answer',
    send: 'Answer',
    answered: 'Answered. It can be changed until the teacher stops.',
    paperOnly: 'Write or draw on paper. Photograph the paper, nobody’s face.',
    photo: 'Take a photo',
    photoAgain: 'Take it again',
    draw: 'Draw',
    drawOn: 'Change the drawing',
    drawTitle: 'Draw your answer',
    noPad: 'What to draw with is not on this tablet yet. Draw on paper, and show it to the teacher.',
  },
})

import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    pageMissing: (page: number) => `课件第 ${page} 页还没到本机。板书照常看得见。`,
    paper: '拍下来的纸面',
    yes: '对',
    no: '错',
    picture: '图',
    onItsWay: '还在路上',
    sharper: '清楚的还在路上',
    microphoneOn: '话筒开着',
    microphoneOff: '打开话筒',
  },
  en: {
    pageMissing: (page) => `Page ${page} of the lesson is not here yet. What is written shows all the same.`,
    paper: 'A photo of paper',
    yes: 'true',
    no: 'false',
    picture: 'picture',
    onItsWay: 'on its way',
    sharper: 'The sharp one is on its way',
    microphoneOn: 'Microphone on',
    microphoneOff: 'Microphone off',
  },
})

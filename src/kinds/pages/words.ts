import { words } from '../../i18n/words.ts'

export const t = words({
  zh: { questionAbsent: '这道题还没到本机' },
  en: { questionAbsent: 'This question is not here yet' },
})

import { words } from '../../i18n/words.ts'
import type { Weight } from './kept.ts'

export const t = words({
  zh: {
    title: '课堂实录',
    lecture: '微课',
    untitled: '课堂实录',
    minutes: (count: number) => `${count} 分钟`,
    weight: (one: Weight) => ({ light: '板书和声音', small: '加小画面', sharp: '加高清画面' })[one],
    withSize: (name: string, size: string) => `${name} · ${size}`,
    notHere: '不放在本机',
    coming: (have: string, of: string) => `正在等：${have} / ${of}`,
    missing: '不在本机',
  },
  en: {
    title: 'Recorded lessons',
    lecture: 'Micro-lecture',
    untitled: 'A recorded lesson',
    minutes: (count) => `${count} min`,
    weight: (one) => ({ light: 'board and sound', small: 'and small picture', sharp: 'and sharp picture' })[one],
    withSize: (name, size) => `${name} · ${size}`,
    notHere: 'Not on this device',
    coming: (have, of) => `Waiting: ${have} of ${of}`,
    missing: 'Not here',
  },
})

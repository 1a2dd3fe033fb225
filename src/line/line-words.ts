import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    delivered: '已全部送达',
    waiting: (left: number) => `本机存着 ${left} 条，等网络`,
    sending: (done: number, of: number) => `正在送 ${done}/${of}`,
    attention: (count: number) => `${count} 条需要老师看一下`,
    revoked: '本机已被收回',
    forgotten: (left: number) => `还有 ${left} 条没送到，先别关机`,
    unknown: '服务器不认得本机，点这里看怎么办',
  },
  en: {
    delivered: 'All delivered',
    waiting: (left) => `${left} kept here, waiting for a line`,
    sending: (done, of) => `Sending ${done}/${of}`,
    attention: (count) => `${count} for a teacher to look at`,
    revoked: 'This device was taken back',
    forgotten: (left) => `${left} not delivered yet: do not switch off`,
    unknown: 'The server does not know this device: see what to do',
  },
})

import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    rooms: '县里的事',
    unlock: '输入 PIN 解锁',
    locked: '这里有每个人的资料，请先解锁。谁看过、改过，都有记录。',
  },
  en: {
    rooms: 'The office’s rooms',
    unlock: 'Unlock with a PIN',
    locked: 'This is about single people: unlock first. Who saw and changed what is noted.',
  },
})

/** What the rooms are called. */
export const roomNames = words({
  zh: {
    week: '上课情况',
    roster: '名册',
    consent: '同意',
    people: '人员',
    pairs: '结对',
    devices: '设备',
    log: '谁看过、改过',
  },
  en: {
    week: 'Lessons',
    roster: 'Roster',
    consent: 'Consents',
    people: 'People',
    pairs: 'Pairs',
    devices: 'Devices',
    log: 'Who saw and changed what',
  },
})

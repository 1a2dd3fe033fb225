import { words } from '../../i18n/words.ts'

/** Why a lesson does not take place. */
export const reasonWords = words({
  zh: {
    power: '停电',
    line: '断网',
    'teacher-away': '教师缺勤',
    'school-event': '校历活动',
    weather: '天气',
    other: '其他原因',
  },
  en: {
    power: 'no power',
    line: 'no line',
    'teacher-away': 'teacher away',
    'school-event': 'school event',
    weather: 'weather',
    other: 'another reason',
  },
})

import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    replay: '课堂回看',
    nothing: '这节课没有直播过',
    nothingHint: '直播上过的课，当天和第二天可以在这里回看。',
    play: '播放',
    pause: '暂停',
    again: '从头再看',
    speed: '速度',
    times: (rate: number) => `${rate} 倍`,
    position: '播放位置',
    at: (now: string, all: string) => `${now} / ${all}`,
    loading: '正在取声音…',
    noSound: '这节课没有录到声音，只有板书。',
  },
  en: {
    replay: 'The lesson again',
    nothing: 'This lesson was not taught live',
    nothingHint: 'What was taught live can be looked at here on its day and the next.',
    play: 'Play',
    pause: 'Pause',
    again: 'From the beginning',
    speed: 'Speed',
    times: (rate) => `${rate}×`,
    position: 'Position',
    at: (now, all) => `${now} / ${all}`,
    loading: 'Fetching the sound…',
    noSound: 'No sound was recorded of this lesson: it has its board alone.',
  },
})

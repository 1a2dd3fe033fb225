import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    denied: '没有得到使用麦克风的许可。请在浏览器地址栏旁的设置里允许麦克风，再试一次。',
    none: '没有找到麦克风。请插上麦克风，再试一次。',
    busy: '麦克风正被别的程序使用。请关掉它，再试一次。',
    unplugged: '麦克风断开了。请重新插上，或换一个。',
    failed: '录音停了。请再试一次；如果还不行，请换一个麦克风。',
    'cannot-record': '这个浏览器不能录音。请换用新版 Chrome、Edge 或 360 浏览器。',
    'needs-touch': '点一下屏幕，打开声音',
    'cannot-play': '这个浏览器不能播放课堂声音。请换用新版 Chrome、Edge，或把 iPhone、iPad 更新到 iOS 17.4 以上。',
    'not-playing': '声音放不出来。请检查扬声器，再重新进入课堂。',
  },
  en: {
    denied: 'The microphone is not allowed. Allow it in the settings beside the address bar, then try again.',
    none: 'No microphone was found. Plug one in, then try again.',
    busy: 'Another program is using the microphone. Close it, then try again.',
    unplugged: 'The microphone was unplugged. Plug it in again, or choose another.',
    failed: 'Recording has stopped. Try again; if it happens again, use another microphone.',
    'cannot-record': 'This browser cannot record. Use a recent Chrome or Edge.',
    'needs-touch': 'Touch the screen to hear the lesson',
    'cannot-play': 'This browser cannot play the lesson’s sound. Use a recent Chrome or Edge, or iOS 17.4 or later.',
    'not-playing': 'The sound does not play. Check the loudspeaker, then enter the lesson again.',
  },
})

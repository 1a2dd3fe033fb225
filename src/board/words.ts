import type { InkRefusal } from '../../core/ink/coding.ts'
import { words } from '../i18n/words.ts'

export const t = words({
  zh: {
    board: '板书',
    ink: '写在这一页上的字和线',
    pointedAt: '老师指的地方',
    tools: '板书工具',
    pen: '笔',
    marker: '荧光笔',
    eraser: '橡皮',
    pointer: '指',
    undo: '撤销',
    colour: '颜色',
    width: '粗细',
    colourInk: '墨色',
    colourRed: '红',
    colourBlue: '蓝',
    colourGreen: '绿',
    colourOrange: '橙',
    colourPurple: '紫',
    widthFine: '细',
    widthMedium: '中',
    widthBroad: '粗',
    widthWide: '特粗',
    photoWaiting: '照片还在路上，先听老师讲',
    tooShort: '这一笔没有收全。',
    tooLong: '这一笔太长，没有画出来。',
    unknownStyle: '这一笔是更新的版本画的，这里画不出来。',
    outside: '这一笔画到了纸外面，没有画出来。',
    tooSlow: '这一笔画得太久，没有画出来。',
    broken: '这一笔收到时坏了，没有画出来。',
  },
  en: {
    board: 'Board',
    ink: 'What is written on this page',
    pointedAt: 'Where the teacher points',
    tools: 'Tools of the board',
    pen: 'Pen',
    marker: 'Marker',
    eraser: 'Eraser',
    pointer: 'Point',
    undo: 'Undo',
    colour: 'Colour',
    width: 'Width',
    colourInk: 'Ink',
    colourRed: 'Red',
    colourBlue: 'Blue',
    colourGreen: 'Green',
    colourOrange: 'Orange',
    colourPurple: 'Purple',
    widthFine: 'Fine',
    widthMedium: 'Medium',
    widthBroad: 'Broad',
    widthWide: 'Wide',
    photoWaiting: 'The photo is on its way',
    tooShort: 'This stroke did not come whole.',
    tooLong: 'This stroke is too long and is not shown.',
    unknownStyle: 'This stroke was drawn by a newer version and cannot be shown here.',
    outside: 'This stroke leaves the page and is not shown.',
    tooSlow: 'This stroke takes too long and is not shown.',
    broken: 'This stroke came broken and is not shown.',
  },
})

/** Why a stroke is not shown. */
export function refusalInWords(why: InkRefusal): string {
  const say = t()
  return {
    ...{ 'too-short': say.tooShort, 'too-long': say.tooLong, 'unknown-style': say.unknownStyle },
    ...{ outside: say.outside, 'too-slow': say.tooSlow, broken: say.broken },
  }[why]
}

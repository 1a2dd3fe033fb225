import { IconArt } from './art.tsx'
import { IconBall } from './ball.tsx'
import { IconBook } from './book.tsx'
import { IconChinese } from './chinese.tsx'
import { IconEnglish } from './english.tsx'
import { IconHeart } from './heart.tsx'
import type { IconComponent } from './icon.tsx'
import { IconMaths } from './maths.tsx'
import { IconMusic } from './music.tsx'
import { IconScience } from './science.tsx'
import { IconWriting } from './writing.tsx'

const icons: Record<string, IconComponent> = {
  语文: IconChinese,
  数学: IconMaths,
  英语: IconEnglish,
  音乐: IconMusic,
  美术: IconArt,
  科学: IconScience,
  道德与法治: IconHeart,
  体育: IconBall,
  写字: IconWriting,
  书法: IconWriting,
}

/** The icon of a subject as the timetable names it; a book for one that has none of its own (劳动, 班会). */
export function subjectIcon(subject: string): IconComponent {
  return icons[subject] ?? IconBook
}

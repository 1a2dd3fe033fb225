import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { InkBoard } from '../../core/ink/board.ts'
import { type PageRef, pageRef } from '../../core/ink/page-ref.ts'
import { Button } from '../ui/button.tsx'
import { IconArrowLeft } from '../ui/icons/arrow-left.tsx'
import { IconArrowRight } from '../ui/icons/arrow-right.tsx'
import { IconPage } from '../ui/icons/page.tsx'
import { IconPlus } from '../ui/icons/plus.tsx'
import { t } from './words.ts'

interface TurningProps {
  page: PageRef
  count: number
  /** How many photos of paper there are. */
  photos: number
  turn: (to: PageRef) => void
  ink: InkBoard
  onClose: () => void
  children: ComponentChildren
}

/** The pages of the lesson, one after the other, blank ones, and photos of paper. */
export function Turning({ page, count, photos, turn, ink, onClose, children }: TurningProps) {
  const [lastOfLesson, setLast] = useState<PageRef>()
  const number = Number(page.slice(1))
  const isLesson = page.startsWith('p')
  useEffect(() => {
    if (isLesson) setLast(page)
  }, [page])
  const sort = isLesson ? 'lesson' : page.startsWith('f') ? 'photo' : 'blank'
  const of = (to: number) => pageRef(sort, to)
  const most = { lesson: count, photo: photos, blank: 1_000 }[sort] - 1
  const blank = () => {
    let next = 0
    while (next < 999 && ink.all(pageRef('blank', next)).length > 0) next += 1
    turn(pageRef('blank', next))
  }
  return (
    <nav class="lesson-controls">
      <Button big icon={IconArrowLeft} disabled={number === 0} onClick={() => turn(of(number - 1))}>
        {t().earlier}
      </Button>
      <Button
        big
        kind="primary"
        class="lesson-later"
        icon={IconArrowRight}
        disabled={number >= most}
        onClick={() => turn(of(number + 1))}
      >
        {t().later}
      </Button>
      <Button big icon={IconPlus} onClick={blank}>
        {t().addBlank}
      </Button>
      {children}
      {!isLesson && count > 0 && (
        <Button big icon={IconPage} onClick={() => turn(lastOfLesson ?? pageRef('lesson', 0))}>
          {t().backToLesson}
        </Button>
      )}
      <Button big onClick={onClose}>
        {t().close}
      </Button>
    </nav>
  )
}

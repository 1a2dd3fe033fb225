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
  /** How many pages the package has. */
  count: number
  /** How many photos of paper there are. */
  photos: number
  turn: (to: PageRef) => void
  ink: InkBoard
  /** Whether the next page is what is pressed next. */
  primary?: boolean
  /** More pages, as photos of paper. */
  children?: ComponentChildren
}

/** The pages of a board, one after the other: those of the package, blank ones, and photos of paper. Buttons for a lesson's foot. */
export function Turning({ page, count, photos, turn, ink, primary, children }: TurningProps) {
  const [lastOfPackage, setLast] = useState<PageRef>()
  const number = Number(page.slice(1))
  const isOfPackage = page.startsWith('p')
  useEffect(() => {
    if (isOfPackage) setLast(page)
  }, [page])
  const sort = isOfPackage ? 'lesson' : page.startsWith('f') ? 'photo' : 'blank'
  const of = (to: number) => pageRef(sort, to)
  const most = { lesson: count, photo: photos, blank: 1_000 }[sort] - 1
  const blank = () => {
    let next = 0
    while (next < 999 && ink.all(pageRef('blank', next)).length > 0) next += 1
    turn(pageRef('blank', next))
  }
  return (
    <>
      <Button big icon={IconArrowLeft} disabled={number === 0} onClick={() => turn(of(number - 1))}>
        {t().earlier}
      </Button>
      <Button
        big
        kind={primary ? 'primary' : 'plain'}
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
      {!isOfPackage && count > 0 && (
        <Button big icon={IconPage} onClick={() => turn(lastOfPackage ?? pageRef('lesson', 0))}>
          {t().backToPages}
        </Button>
      )}
    </>
  )
}

/** Which page is shown, in words. */
export function PageName({ page, count }: Pick<TurningProps, 'page' | 'count'>) {
  const number = Number(page.slice(1)) + 1
  const other = page.startsWith('f') ? t().photo(number) : t().blank(number)
  return <span class="lesson-where">{page.startsWith('p') ? t().page(number, count) : other}</span>
}

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { IconArrowLeft } from '../ui/icons/arrow-left.tsx'
import { IconArrowRight } from '../ui/icons/arrow-right.tsx'
import { IconCheck } from '../ui/icons/check.tsx'
import { IconHand } from '../ui/icons/hand.tsx'
import { IconMoon } from '../ui/icons/moon.tsx'
import { IconSun } from '../ui/icons/sun.tsx'
import { setTheme, theme } from '../ui/theme.ts'
import { FullScreen } from './full-screen.tsx'
import type { LessonView } from './lesson-query.ts'
import { t } from './words.ts'

interface ControlsProps {
  view: LessonView
  page: number
  count: number
  /** Questions that this page asks. */
  questions: number
  turn: (to: number) => void
  onAsk: () => void
  onClose: () => void
  /** A finger or mouse pressed one of them, as against a remote or keyboard. */
  onTouch: () => void
}

/** The lesson's controls, large enough for a finger at arm's length. */
export function Controls({ view, page, count, questions, turn, onAsk, onClose, onTouch }: ControlsProps) {
  const going = view.standing === 'going'
  const last = page >= count - 1
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: only tells who pressed; each button hears keys itself
    <nav class="lesson-controls" onClick={(event) => event.detail > 0 && onTouch()}>
      {count > 0 && (
        <>
          <Button big icon={IconArrowLeft} disabled={page === 0} onClick={() => turn(page - 1)}>
            {t().earlier}
          </Button>
          <Button
            big
            kind={last ? 'plain' : 'primary'}
            icon={IconArrowRight}
            class="lesson-later"
            disabled={last}
            onClick={() => turn(page + 1)}
          >
            {t().later}
          </Button>
          <Button big icon={IconHand} disabled={questions === 0} onClick={onAsk}>
            {questions > 1 ? t().askMore(questions) : t().ask}
          </Button>
        </>
      )}
      <Button big icon={IconCheck} onClick={() => go(`attendance/${view.lesson}`)}>
        <Lines lesser={view.marked > 0 ? t().registerDone(view.present) : t().registerNone}>{t().register}</Lines>
      </Button>
      <FullScreen />
      <Theme />
      {going && (
        <Button big kind={last ? 'primary' : 'plain'} onClick={onClose}>
          {t().close}
        </Button>
      )}
    </nav>
  )
}

function Lines({ children, lesser }: { children: ComponentChildren; lesser: string }) {
  return (
    <span class="lesson-lines">
      <span>{children}</span>
      <span class="lesser">{lesser}</span>
    </span>
  )
}

function Theme() {
  const [now, setNow] = useState(theme)
  const change = () => {
    setTheme(now === 'dark' ? 'light' : 'dark')
    setNow(theme())
  }
  return (
    <Button big icon={now === 'dark' ? IconSun : IconMoon} onClick={change}>
      {now === 'dark' ? t().light : t().dark}
    </Button>
  )
}

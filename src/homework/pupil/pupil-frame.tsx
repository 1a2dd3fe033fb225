import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useBack } from '../../here/use-back.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { useStore } from '../../ui/use-store.ts'
import { handOver, who } from '../../who/who.ts'
import { IdleGuard } from './idle-guard.tsx'
import { t } from './words.ts'
import './pupil.css'

export interface PupilFrameProps {
  /** Where one is, beside the name: 数学 · 第 4 题，共 6 题. */
  line?: ComponentChildren
  /** What stands at the foot, where a thumb reaches it. */
  footer: ComponentChildren
  /** Done before the tablet leaves this hand, and returns when nothing can be lost any more. */
  beforeLeaving?: (() => Promise<unknown>) | undefined
  /** Where Escape and a remote's 返回 lead; to the picker unless told. */
  back?: (() => void) | undefined
  children: ComponentChildren
}

/** What every page of a pupil has: the name, and 交给别人. Whoever is no pupil is led to the picker. */
export function PupilFrame({ line, footer, beforeLeaving, back, children }: PupilFrameProps) {
  const { as, name } = useStore(who, (state) => state)
  const leave = async () => {
    await beforeLeaving?.()
    handOver()
    go('')
  }
  useBack(back ?? (() => void leave()))
  useEffect(() => {
    if (as !== 'pupil') go('', 'replace')
  }, [as])
  useEffect(() => {
    document.title = name
  }, [name])
  if (as !== 'pupil') return null
  return (
    <div class="pupil">
      <header class="pupil-header">
        <h1 class="pupil-name">{name}</h1>
        <p class="pupil-line">{line}</p>
        <Button onClick={() => void leave()}>{t().handOver}</Button>
      </header>
      <main class="pupil-main">{children}</main>
      <footer class="pupil-footer">{footer}</footer>
      <IdleGuard onIdle={() => void leave()} />
    </div>
  )
}

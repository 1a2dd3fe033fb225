import './page.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'
import { IconArrowLeft } from './icons/arrow-left.tsx'
import { kitWords } from './words.ts'

export interface PageProps {
  /** Also the title of the browser's tab. */
  title: string
  subtitle?: ComponentChildren
  /** The way back. */
  back?: (() => void) | undefined
  /** At the right of the header; the line's mark comes last. */
  right?: ComponentChildren
  footer?: ComponentChildren
  children: ComponentChildren
}

/** The frame of a screen. It opens with the focus on what is marked `first`, or on the title for a screen reader. */
export function Page({ title, subtitle, back, right, footer, children }: PageProps) {
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    const target = page.current?.querySelector<HTMLElement>('[autofocus]') ?? page.current?.querySelector('h1')
    target?.focus({ preventScroll: true })
  }, [])
  return (
    <div class="ui-page" ref={page}>
      <header class="ui-page-header">
        {back && (
          <Button icon={IconArrowLeft} onClick={back}>
            {kitWords().back}
          </Button>
        )}
        <div class="ui-page-names">
          <h1 tabIndex={-1}>{title}</h1>
          {subtitle && <p class="ui-page-subtitle">{subtitle}</p>}
        </div>
        {right && <div class="ui-page-right">{right}</div>}
      </header>
      <main class="ui-page-main">{children}</main>
      {footer && <footer class="ui-page-footer">{footer}</footer>}
    </div>
  )
}

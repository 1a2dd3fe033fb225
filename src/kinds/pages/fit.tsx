import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { largestFit } from './largest-fit.ts'
import './fit.css'

/** Of the surface's size of lesson text. Below the smallest a page would be unreadable anyway, so there it scrolls. */
const least = 0.4
const largest = 1.4

/**
 * A sheet whose content is made as large as fits, so that nothing has to be scrolled in front of a class. Looks again when
 * its room, its pictures or its fonts change.
 */
export function Fit({ children, most = largest }: { children: ComponentChildren; most?: number | undefined }) {
  const inside = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const sheet = inside.current
    if (sheet) enlarge(sheet, most)
  })

  useLayoutEffect(() => {
    const sheet = inside.current
    if (!sheet) return
    const again = () => enlarge(sheet, most)
    const sizes = new ResizeObserver(again)
    sizes.observe(sheet)
    // `load` of a picture does not bubble, but is seen on its way down.
    sheet.addEventListener('load', again, true)
    document.fonts.addEventListener('loadingdone', again)
    return () => {
      sizes.disconnect()
      sheet.removeEventListener('load', again, true)
      document.fonts.removeEventListener('loadingdone', again)
    }
  }, [most])

  return (
    <div class="fit">
      <div class="fit-inside" ref={inside}>
        {children}
      </div>
    </div>
  )
}

function enlarge(sheet: HTMLElement, most: number): void {
  const fits = (scale: number) => {
    sheet.style.setProperty('--fit', String(scale))
    return sheet.scrollHeight <= sheet.clientHeight && sheet.scrollWidth <= sheet.clientWidth
  }
  sheet.style.setProperty('--fit', String(largestFit(fits, least, most)))
}

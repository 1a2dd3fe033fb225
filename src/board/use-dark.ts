import { useEffect, useState } from 'preact/hooks'

/** Whether the screen is dark now: ink on it has other colours. */
export function useDark(): boolean {
  const [dark, setDark] = useState(isDark)
  useEffect(() => {
    const changes = new MutationObserver(() => setDark(isDark()))
    changes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => changes.disconnect()
  }, [])
  return dark
}

function isDark(): boolean {
  return document.documentElement.dataset.theme === 'dark'
}

import { useEffect, useState } from 'preact/hooks'

export type Language = 'zh' | 'en'

const key = 'tongke.language'
const listeners = new Set<() => void>()
let current = chosen()

/** The language of the screens: what was chosen on this device, else English for English browsers, Chinese for all others. */
export function language(): Language {
  return current
}

export function setLanguage(to: Language): void {
  current = to
  localStorage.setItem(key, to)
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en'
  for (const listener of listeners) listener()
}

/** Draws the caller again when the language changes. */
export function useLanguage(): Language {
  const [shown, show] = useState(current)
  useEffect(() => {
    const listener = () => show(current)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  return shown
}

function chosen(): Language {
  try {
    const kept = localStorage.getItem(key)
    if (kept === 'zh' || kept === 'en') return kept
  } catch {
    // Storage is forbidden: the browser's own language it is.
  }
  return navigator.language.startsWith('en') ? 'en' : 'zh'
}

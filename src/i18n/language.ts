import { useEffect, useState } from 'preact/hooks'

export type Language = 'zh' | 'en'

const key = 'tongke.language'
const tags = { zh: 'zh-CN', en: 'en-GB' }
const listeners = new Set<(next: Language) => void>()
let current = languageFor(saved(), globalThis.navigator?.language)
tellDocument()

export function language(): Language {
  return current
}

/** The BCP 47 tag that Intl and `lang` are given: English with day before month and a 24-hour clock, as schools here read it. */
export function languageTag(): string {
  return tags[current]
}

export function setLanguage(next: Language): void {
  current = next
  tellDocument()
  for (const listener of listeners) listener(next)
  try {
    globalThis.localStorage?.setItem(key, next)
  } catch (error) {
    console.warn('The language lasts for this tab only', error)
  }
}

/** Call it once, in the component at the root: what is below reads its words anew when the language changes. */
export function useLanguage(): Language {
  const [shown, show] = useState(current)
  useEffect(() => {
    show(current)
    listeners.add(show)
    return () => {
      listeners.delete(show)
    }
  }, [])
  return shown
}

/** What a person chose, else English for a browser set to English, else Chinese. */
export function languageFor(chosen: string | null | undefined, preferred: string | undefined): Language {
  if (chosen === 'zh' || chosen === 'en') return chosen
  return preferred?.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

function saved(): string | null | undefined {
  try {
    return globalThis.localStorage?.getItem(key)
  } catch {
    return undefined // a browser that blocks storage throws on the mere mention of it
  }
}

function tellDocument(): void {
  if (globalThis.document) document.documentElement.lang = tags[current]
}

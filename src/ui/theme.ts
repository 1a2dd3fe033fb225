export type Theme = 'light' | 'dark'

const key = 'tongke.theme'

/** Light like paper, or dark for a projector in a dark room; kept for this browser. */
export function theme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
}

export function setTheme(to: Theme): void {
  document.documentElement.dataset.theme = to
  try {
    localStorage.setItem(key, to)
  } catch (error) {
    console.info('theme:', error) // a browser that keeps nothing forgets this, too
  }
}

/** As it was left. */
export function restoreTheme(): void {
  try {
    if (localStorage.getItem(key) === 'dark') document.documentElement.dataset.theme = 'dark'
  } catch (error) {
    console.info('theme:', error)
  }
}

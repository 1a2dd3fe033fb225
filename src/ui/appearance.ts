/** What the page is shown on: it scales type and targets. */
export type Surface = 'projector' | 'tablet' | 'desk'

export type Theme = 'light' | 'dark'

export function setSurface(surface: Surface): void {
  document.documentElement.dataset.surface = surface
}

/** Dark is for a projector in a dark room. The browser's own bar takes the colour of the ground. */
export function setTheme(theme: Theme): void {
  const root = document.documentElement
  root.dataset.theme = theme
  const ground = getComputedStyle(root).getPropertyValue('--ground').trim()
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', ground)
}

import { words } from '../../i18n/words.ts'

export const t = words({
  zh: { missing: (alt: string) => `图还没到本机：${alt}` },
  en: { missing: (alt) => `Picture not here yet: ${alt}` },
})

import { icon } from './icon.tsx'

export const IconWriting = icon(
  'M3.5 3.5h17v17h-17zM12 3.5v3M12 8.5v3M12 12.5v3M12 17.5v3M3.5 12h3M8.5 12h2.5M13 12h2.5M17.5 12h3',
)

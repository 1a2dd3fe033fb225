import { icon } from './icon.tsx'

export const IconWarning = icon('M12 3.5l10 17H2zM12 10v5M12 16.3v2.2')

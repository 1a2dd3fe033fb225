import { icon } from './icon.tsx'

export const IconPlus = icon('M12 4.5v15M4.5 12h15')

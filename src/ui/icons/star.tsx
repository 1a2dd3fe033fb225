import { icon } from './icon.tsx'

export const IconStar = icon('M12 3.2l2.7 5.7 6.3.8-4.6 4.3 1.2 6.2-5.6-3.1-5.6 3.1L7.6 14 3 9.7l6.3-.8z')

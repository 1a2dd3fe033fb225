import { Picture } from './picture.tsx'

/** An open book under a magnifying glass: nothing of that kind was found. */
export const PictureSearch = () => (
  <Picture>
    <path d="M22 36c18-8 38-8 54 2v62c-16-9-36-9-54-2zM130 36c-18-8-38-8-54 2v62c16-9 36-9 54-2z" />
    <path fill="none" d="M34 52c10-3 20-3 30 1M34 66c10-3 20-3 30 1M34 80c10-3 20-3 30 1" />
    <circle cx="104" cy="62" r="24" fill="var(--persimmon-soft)" stroke="var(--persimmon)" />
    <path fill="none" stroke="var(--persimmon)" stroke-width="6" d="M122 80l22 24" />
  </Picture>
)

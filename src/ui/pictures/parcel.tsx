import { Picture } from './picture.tsx'

/** A parcel on its way over hills: it will come with the line. */
export const PictureParcel = () => (
  <Picture>
    <path fill="var(--well)" stroke="none" d="M0 104c24-30 44-30 62-8 14-24 40-34 62-6 14-12 26-8 36 4v12H0z" />
    <path d="M54 42l30-12 30 12v36L84 92 54 78z" />
    <path fill="none" d="M54 42l30 13 30-13M84 55v37" />
    <path fill="var(--persimmon-soft)" stroke="var(--persimmon)" d="M68 36l30 13v13l-8-4V53L60 40z" />
    <path fill="none" stroke="var(--amber)" stroke-dasharray="2 9" d="M8 60c12 10 24 10 34 4" />
  </Picture>
)

import { Picture } from './picture.tsx'

/** A cleared desk with a sheet and a pencil: nothing has been set yet. */
export const PictureDesk = () => (
  <Picture>
    <path fill="none" d="M10 92h140M26 92v22M134 92v22" />
    <path d="M46 92L58 64h50l8 28z" />
    <path fill="none" d="M66 74h34M64 82h24" />
    <path stroke="var(--persimmon)" d="M118 84l14-44 8 3-15 43-8 6z" />
    <path fill="none" stroke="var(--green)" d="M34 92c-2-12-10-18-18-20M34 92c0-14 4-22 12-28M34 92V62" />
  </Picture>
)

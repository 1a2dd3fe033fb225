import { Picture } from './picture.tsx'

/** A cleared desk with a sheet and a pencil: nothing has been set yet. */
export const PictureDesk = () => (
  <Picture>
    <path fill="none" d="M8 98h144M24 98v18M136 98v18" />
    <path d="M50 22h44l16 16v60H50z" />
    <path fill="var(--well)" d="M94 22v16h16z" />
    <path fill="none" stroke="var(--line)" d="M62 52h36M62 66h36M62 80h22" />
    <path stroke="var(--persimmon)" fill="var(--persimmon-soft)" d="M126 98l-4-12 20-50 9 4-20 50z" />
    <path fill="none" stroke="var(--green)" d="M28 76V50M28 64c-3-8-8-11-14-12M28 58c2-9 6-13 12-15" />
    <path d="M18 76h20l-3 22H21z" />
  </Picture>
)

import { Picture } from './picture.tsx'

/** A stack of finished sheets with a flower on top: nothing is left to do. */
export const PictureAllDone = () => (
  <Picture>
    <path d="M36 98l-4-10h84l4 10zM40 88l-4-10h84l-4 10zM38 78l-2-10h80l4 10z" />
    <path fill="none" d="M10 98h140" />
    <path fill="none" stroke="var(--green)" d="M78 68c0-10 0-16 2-24M79 60c-8-2-13-6-15-13 9 0 14 5 15 13z" />
    <path
      fill="var(--persimmon-soft)"
      stroke="var(--persimmon)"
      d="M80 36c-4-10 4-16 8-10 6-6 14 2 8 8 8 2 6 13-2 12 0 9-12 10-13 2-8 4-14-6-7-11-5-6 2-13 6-1z"
    />
    <circle cx="87" cy="36" r="4" fill="var(--amber)" stroke="none" />
  </Picture>
)

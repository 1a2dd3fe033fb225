import { t } from './words.ts'

/** A photo of paper as a page: whole on the sheet, and light in the dark too. @param src nothing while it is on its way */
export function PhotoPage({ src, alt }: { src: string | undefined; alt: string }) {
  if (src === undefined) return <p class="board-waiting">{t().photoWaiting}</p>
  return <img class="board-photo" src={src} alt={alt} draggable={false} />
}

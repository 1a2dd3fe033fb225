import type { BlobHash } from '../../core/facts/ids.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import { PhotoPage } from '../board/index.ts'
import { usePhoto } from '../homework/photo/index.ts'
import { Fit, PageView } from '../kinds/pages/index.ts'
import type { LessonView } from '../lesson/index.ts'
import { filesOf, questionKey, usePackageFiles } from '../library/open/index.ts'
import { t } from './words.ts'

/** Height by width of every page of a live board: a projector's. */
export const boardAspect = 9 / 16

interface LivePageProps {
  /** The package whose pages are shown, as far as it is here. */
  view: Pick<LessonView, 'contents'>
  page: PageRef
  /** Pages that are photos of paper. */
  photos: Record<string, BlobHash>
}

/** What a page of the board is without ink: a page of the lesson, a photo of paper, or nothing. */
export function LivePage({ view, page, photos }: LivePageProps) {
  const { contents } = view
  const number = Number(page.slice(1))
  const shown = page.startsWith('p') ? contents?.pages[number] : undefined
  const file = usePackageFiles(contents?.manifest, contents && shown ? filesOf(contents, [shown]) : [])
  const question = (quiz: string, id: string) => contents?.questions.get(questionKey(quiz, id))
  const photo = photos[page]
  if (photo) return <Paper key={photo} photo={photo} />
  if (!page.startsWith('p')) return null
  if (!shown) return <p class="live-missing">{t().pageMissing(number + 1)}</p>
  if (!file) return null
  return (
    <Fit key={page} most={1}>
      <PageView page={shown} question={question} file={file} />
    </Fit>
  )
}

function Paper({ photo }: { photo: BlobHash }) {
  return <PhotoPage src={usePhoto(photo)} alt={t().paper} />
}

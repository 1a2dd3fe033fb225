import type { BlobHash } from '../../core/facts/ids.ts'
import type { PageRef } from '../../core/ink/page-ref.ts'
import type { Page } from '../../core/resources/kinds/pages/pages.ts'
import { PhotoPage } from '../board/index.ts'
import { usePhoto } from '../homework/photo/index.ts'
import { Fit, PageView } from '../kinds/pages/index.ts'
import type { LessonView } from '../lesson/index.ts'
import { type Contents, filesOf, questionKey, usePackageFiles } from '../library/open/index.ts'
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
  const photo = photos[page]
  if (photo) return <Paper key={photo} photo={photo} />
  if (!page.startsWith('p')) return null
  if (!contents || !shown) return <p class="live-missing">{t().pageMissing(number + 1)}</p>
  return <LessonPage key={page} contents={contents} page={shown} />
}

/** By its key another for each page: until it was looked what of its files is here, none of them is said to be missing. */
function LessonPage({ contents, page }: { contents: Contents; page: Page }) {
  const paths = filesOf(contents, [page])
  const file = usePackageFiles(contents.manifest, paths)
  if (!file && paths.length > 0) return null
  const question = (quiz: string, id: string) => contents.questions.get(questionKey(quiz, id))
  return (
    <Fit most={1}>
      <PageView page={page} question={question} file={file ?? none} />
    </Fit>
  )
}

const none = () => undefined

function Paper({ photo }: { photo: BlobHash }) {
  return <PhotoPage src={usePhoto(photo)} alt={t().paper} />
}

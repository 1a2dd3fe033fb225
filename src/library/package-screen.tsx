import { useEffect, useRef, useState } from 'preact/hooks'
import type { BlobHash } from '../../core/facts/ids.ts'
import type { Page as LessonPage } from '../../core/resources/kinds/pages/pages.ts'
import { here, useLive } from '../here/here.ts'
import { useBack } from '../here/use-back.ts'
import { bytes } from '../i18n/amounts.ts'
import { Fit, notesOf, PageSheet, PageView, questionsOf, useTurning } from '../kinds/pages/index.ts'
import { QuestionView } from '../kinds/quiz/index.ts'
import { RunsView } from '../kinds/runs/index.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { IconArrowLeft } from '../ui/icons/arrow-left.tsx'
import { IconArrowRight } from '../ui/icons/arrow-right.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PictureSearch } from '../ui/pictures/search.tsx'
import { type Contents, filesOf, packageContents, questionKey } from './open/contents.ts'
import { PackageProgress } from './open/package-progress.tsx'
import { usePackageFiles } from './open/use-files.ts'
import { RecordingShelf } from './recordings/shelf.tsx'
import { type ShelfItem, shelf } from './shelf.ts'
import { t } from './words.ts'

/** A package looked at outside a lesson: its pages, the notes for teachers, the answers when asked for. */
export function PackageScreen({ hash }: { hash: BlobHash }) {
  const found = useLive(async () => ({
    contents: await packageContents(here().store, hash),
    item: (await shelf(here().store, here().place)).find((one) => one.hash === hash),
  }))
  useBack(() => go('library'))
  if (!found) return null
  const { contents, item } = found
  const manifest = contents?.manifest
  const title = manifest?.title ?? item?.title ?? t().title
  return (
    <Page
      title={title}
      subtitle={manifest && t().licence(manifest.authors.join('、'), manifest.licence)}
      back={() => go('library')}
      right={<LineStatus />}
    >
      {contents && contents.pages.length > 0 ? (
        <Pages contents={contents} />
      ) : (
        <Nothing item={item} title={title} known={contents !== undefined} />
      )}
      {contents && contents.missing.length > 0 && contents.pages.length > 0 && (
        <Notice kind="waiting">{t().missingFiles(contents.missing.length, bytes(sizeOf(contents)))}</Notice>
      )}
      {manifest && <RecordingShelf points={manifest.points} />}
      {contents && contents.unknown.length > 0 && <Notice>{t().newer(contents.unknown.join('、'))}</Notice>}
    </Page>
  )
}

function Nothing({ item, title, known }: { item: ShelfItem | undefined; title: string; known: boolean }) {
  const waiting = item && item.state !== 'ready'
  return (
    <>
      <Empty picture={<PictureSearch />}>{waiting ? t().notHere(title) : known ? t().noPages : t().gone}</Empty>
      {waiting && <PackageProgress hash={item.hash} title={title} />}
    </>
  )
}

function Pages({ contents }: { contents: Contents }) {
  const { pages, manifest } = contents
  const [at, turn] = useState(0)
  const [revealed, reveal] = useState(false)
  const sheet = useRef<HTMLElement>(null)
  const shown = Math.min(at, pages.length - 1)
  const page = pages[shown]
  const near = [pages[shown - 1], page, pages[shown + 1]].filter((one) => one !== undefined)
  const file = usePackageFiles(manifest, filesOf(contents, near))
  const question = (quiz: string, id: string) => contents.questions.get(questionKey(quiz, id))
  const turnTo = (to: number) => {
    turn(to)
    reveal(false)
  }
  useTurning(shown, pages.length, turnTo)
  useEffect(() => sheet.current?.focus({ preventScroll: true }), [])

  if (!page) return null
  const asked = questionsOf(page).flatMap((one) => question(one.quiz, one.question) ?? [])
  return (
    <div class="library-pages">
      <PageSheet
        page={shown}
        count={pages.length}
        label={t().page(shown + 1, pages.length)}
        turn={turnTo}
        sheet={sheet}
      >
        {file && (
          <Fit key={shown}>
            {revealed ? (
              asked.map((one) => <QuestionView key={one.id} question={one} mode="reveal" file={file} spread={[]} />)
            ) : (
              <PageView page={page} question={question} file={file} />
            )}
          </Fit>
        )}
      </PageSheet>
      <Notes page={page} />
      <nav class="library-turn">
        <Button icon={IconArrowLeft} disabled={shown === 0} onClick={() => turnTo(shown - 1)}>
          {t().earlier}
        </Button>
        <span>{t().page(shown + 1, pages.length)}</span>
        {asked.length > 0 && (
          <Button pressed={revealed} onClick={() => reveal(!revealed)}>
            {revealed ? t().hide : t().reveal}
          </Button>
        )}
        <Button icon={IconArrowRight} disabled={shown === pages.length - 1} onClick={() => turnTo(shown + 1)}>
          {t().later}
        </Button>
      </nav>
    </div>
  )
}

/** What a page says to teachers is for those who prepare, not for a class that looks on. */
function Notes({ page }: { page: LessonPage }) {
  const notes = notesOf(page)
  if (notes.length === 0 || here().place.kind === 'projector' || here().place.kind === 'tablet') return null
  return (
    <Notice title={t().forTeachers}>
      {notes.map((runs, n) => (
        <p key={n}>
          <RunsView runs={runs} />
        </p>
      ))}
    </Notice>
  )
}

function sizeOf(contents: Contents): number {
  return contents.missing.reduce((sum, file) => sum + file.size, 0)
}

import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Page } from '../../core/resources/kinds/pages/pages.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { Fit, PageSheet, PageView, questionsOf, useTurning } from '../kinds/pages/index.ts'
import { filesOf, questionKey, usePackageFiles } from '../library/open/index.ts'
import { go } from '../route.ts'
import { Absent } from './absent.tsx'
import { Asking } from './asking.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { Controls } from './controls.tsx'
import { LessonBar } from './lesson-bar.tsx'
import type { LessonView } from './lesson-query.ts'
import { Side } from './side.tsx'
import { StandingNotice } from './standing-notice.tsx'
import { closeLesson, openLesson, turnPage } from './teach.ts'
import { useSettled } from './use-settled.ts'
import { useWakeLock } from './wake-lock.ts'
import { t } from './words.ts'
import './lesson.css'

/** Leafing has come to rest when no page was turned for this long, ms. */
const rest = 700

const none: readonly Page[] = []

/** The lesson on the projector: the page fills the sheet, steps and notes beside it, large controls below. */
export function Classroom({ view, notice }: { view: LessonView; notice: ComponentChildren }) {
  const { contents, lesson } = view
  const pages = contents?.pages ?? none
  const [wanted, setWanted] = useState(view.taught?.page ?? 0)
  const at = Math.max(0, Math.min(wanted, pages.length - 1))
  const page = pages[at]
  const going = view.standing === 'going'

  const [asking, setAsking] = useState(false)
  const [closing, setClosing] = useState(false)
  const sheet = useRef<HTMLElement>(null)
  const { trouble, attempt, failed } = useAttempt()
  const turned = useSettled((to: number) => turnPage(lesson, to), rest, failed)

  useWakeLock(going)
  useEffect(() => {
    if (going && !view.taught) attempt(() => openLesson(lesson, view.planned))
  }, [going, view.taught === undefined])
  useEffect(() => sheet.current?.focus({ preventScroll: true }), [page !== undefined])
  useEffect(() => {
    // On the last page 下一页 goes out of use, and would take the focus of a remote with it.
    if (document.activeElement?.matches('body, :disabled')) sheet.current?.focus({ preventScroll: true })
  }, [at])
  useEffect(() => {
    document.title = [view.subject, contents?.manifest.title].filter(Boolean).join(' · ') || t().lesson
  }, [view.subject, contents?.manifest.title])

  const begin = () =>
    attempt(async () => {
      await openLesson(lesson, view.planned)
      // Whoever leafed on in the preview goes on from there.
      if (at > 0) await turnPage(lesson, at)
    })
  const turn = (to: number) => {
    setWanted(to)
    if (going) turned.later(to)
  }
  const close = async () => {
    // What waits is recorded first: after the end it would say that the lesson goes on.
    await turned.now()
    if (await attempt(() => closeLesson(lesson))) go('')
    setClosing(false)
  }
  useTurning(at, asking ? 0 : pages.length, turn)

  const near = [pages[at - 1], page, pages[at + 1]].filter((one) => one !== undefined)
  const file = usePackageFiles(contents?.manifest, contents ? filesOf(contents, near) : [])
  const question = (quiz: string, id: string) => contents?.questions.get(questionKey(quiz, id))
  const questions = page ? questionsOf(page).flatMap((one) => question(one.quiz, one.question) ?? []) : []

  return (
    <main class="lesson">
      <LessonBar view={view} page={at} count={pages.length} />
      {notice}
      <TroubleNotice trouble={trouble} />
      <StandingNotice view={view} onBegin={begin} />
      {asking && file && questions.length > 0 ? (
        <Asking view={view} questions={questions} file={file} onClose={() => setAsking(false)} />
      ) : (
        <>
          <div class="lesson-middle">
            <PageSheet page={at} count={pages.length} label={pageLabel(at, pages.length)} turn={turn} sheet={sheet}>
              {page && file && (
                <Fit key={at}>
                  <PageView page={page} question={question} file={file} />
                </Fit>
              )}
              {!page && <Absent view={view} />}
            </PageSheet>
            <Side view={view} page={at} />
          </div>
          <Controls
            view={view}
            page={at}
            count={pages.length}
            questions={questions.length}
            turn={turn}
            onAsk={() => setAsking(true)}
            onClose={() => setClosing(true)}
            // A touch leaves the focus with the page, so that a clicker's arrows go on turning.
            onTouch={() => sheet.current?.focus({ preventScroll: true })}
          />
        </>
      )}
      {closing && <CloseDialog view={view} onStay={() => setClosing(false)} onClose={close} />}
    </main>
  )
}

function pageLabel(page: number, count: number): string {
  return count > 0 ? t().pageSaid(page + 1, count) : t().lesson
}

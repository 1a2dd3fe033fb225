import type { ComponentChildren } from 'preact'
import { useLive } from '../here/here.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { IconHome } from '../ui/icons/home.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import { Classroom } from './classroom.tsx'
import { lessonView } from './lesson-query.ts'
import { t } from './words.ts'

/** 上课: a lesson from the cache, for a class to look at. `notice` is said above its page. */
export function LessonScreen({ path, notice }: { path: string[]; notice?: ComponentChildren }) {
  const [id = ''] = path
  const person = useStore(who, (state) => state.person)
  const view = useLive(() => lessonView(id, person), [id, person])
  if (!view) return null
  if (view !== 'unknown') return <Classroom key={view.lesson} view={view} notice={notice} />
  return (
    <Page title={t().unknown} right={<LineStatus />}>
      <Empty
        picture={<PictureDesk />}
        action={
          <Button first icon={IconHome} onClick={() => go('')}>
            {t().home}
          </Button>
        }
      >
        {t().unknownHint}
      </Empty>
    </Page>
  )
}

import { PackageProgress } from '../library/open/index.ts'
import { Empty } from '../ui/empty.tsx'
import { subjectIcon } from '../ui/icons/subject.ts'
import type { LessonView } from './lesson-query.ts'
import { t } from './words.ts'

/** In the place of pages that are not here: why, what can be done meanwhile, and what is on its way. */
export function Absent({ view }: { view: LessonView }) {
  const Subject = subjectIcon(view.subject)
  const why = reason(view)
  return (
    <div class="lesson-absent">
      <Empty picture={<Subject size="var(--size-xxl)" />}>
        <strong>{t()[why]}</strong>
        {why !== 'noPages' && (
          <>
            <br />
            {t()[`${why}Hint`]}
          </>
        )}
      </Empty>
      {why === 'waiting' && view.hash && (
        <PackageProgress hash={view.hash} title={view.planned?.title ?? view.contents?.manifest.title ?? ''} />
      )}
    </div>
  )
}

function reason(view: LessonView): 'own' | 'unplanned' | 'waiting' | 'noPages' {
  if (!view.hash) return view.host ? 'unplanned' : 'own'
  return view.contents?.missing.length === 0 ? 'noPages' : 'waiting'
}

import { lessonDay } from '../../../core/facts/ids.ts'
import type { Settled } from '../../../core/facts/kinds/trouble-dismissed.ts'
import { momentOf } from '../../../core/school/day.ts'
import { here, useLive } from '../../here/here.ts'
import { TroubleNotice } from '../../here/trouble-notice.tsx'
import { useAttempt } from '../../here/use-attempt.ts'
import { dayAndMonth, time } from '../../i18n/dates.ts'
import { personName } from '../../i18n/person-name.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { IconUnlock } from '../../ui/icons/unlock.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { MenuItem } from '../../ui/menu-list.tsx'
import { useStore } from '../../ui/use-store.ts'
import { who } from '../../who/who.ts'
import { type Refused, recordAnew, refusedHere, settle } from './refused.ts'
import { kindWords, t, whyWords } from './words.ts'

/** What the line's mark leads to where a person must act: each record that the hub did not take, and what can be done. */
export function RefusedList() {
  const { store, place } = here()
  const holder = useStore(who, (state) => state)
  const { trouble, attempt } = useAttempt()
  const refused = useLive(() => refusedHere(store, holder.person), [holder.person])
  if (!refused || refused.length === 0) return null
  // Nobody unlocks the office's desk: it is theirs.
  const locked = holder.as !== 'adult' && place.kind !== 'office'
  return (
    <section class="sheet stack device-refused">
      <h2>{t().title}</h2>
      <p>{t().hint}</p>
      {locked && (
        <p class="row">
          {t().locked}
          <Button icon={IconUnlock} onClick={() => go('unlock/device')}>
            {t().unlock}
          </Button>
        </p>
      )}
      <TroubleNotice trouble={trouble} />
      <ul>
        {refused.map((one) => (
          <li key={one.name}>
            <Description refused={one} />
            {!locked && (
              <Actions
                refused={one}
                onAnew={() => void attempt(() => recordAnew(store, one))}
                onSettle={(how) => void attempt(() => settle(store, one.name, how))}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Description({ refused: { kind, pupils, status, lesson, homework, at, by, why, anew } }: { refused: Refused }) {
  const what = (kindWords() as Record<string, string | undefined>)[kind] ?? t().other // looked up by any kind
  const whom = [pupils.map(personName).join('、'), status && t()[status]].filter(Boolean).join(' ')
  const where = [
    homework && t().homework(homework),
    lesson && lessonWords(dayAndMonth(momentOf(lessonDay(lesson), '12:00')), lesson.split('.')[2] ?? ''),
  ].filter(Boolean)
  return (
    <div class="device-refused-words">
      <strong>{[t().about(what, whom), ...where].join(' · ')}</strong>
      <span class="lesser">{t().recorded(`${dayAndMonth(at)} ${time(at)}`, personName(by))}</span>
      <span>
        {t().notTaken(whyWords()[why])} {anew === 'over' ? t().over : anew ? '' : t().nobody}
      </span>
    </div>
  )
}

interface ActionsProps {
  refused: Refused
  onAnew: () => void
  onSettle: (how: Settled) => void
}

function Actions({ refused: { anew }, onAnew, onSettle }: ActionsProps) {
  const reasons = (['elsewhere', 'mistaken', 'seen'] as const).map(
    (how): MenuItem => ({ label: t()[how], onChoose: () => onSettle(how) }),
  )
  return (
    <div class="row">
      {typeof anew === 'object' && <Button onClick={onAnew}>{t().anew(personName(anew.name))}</Button>}
      <Menu items={reasons} label={t().putAway} />
    </div>
  )
}

/** @param period a word instead of a number for a lesson that is in no timetable */
function lessonWords(day: string, period: string): string {
  return /^\d+$/.test(period) ? t().ofLesson(day, period) : t().ofAdded(day)
}

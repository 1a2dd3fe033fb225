import { useState } from 'preact/hooks'
import type { PersonId } from '../../../core/facts/ids.ts'
import { isEmptied, type Work } from '../../../core/rows/work.ts'
import { TroubleNotice } from '../../here/trouble-notice.tsx'
import { useAttempt } from '../../here/use-attempt.ts'
import { dayAndMonth, time } from '../../i18n/dates.ts'
import { personName } from '../../i18n/person-name.ts'
import { go } from '../../route.ts'
import { Avatar } from '../../ui/avatars/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { moveWork, type PieceKey } from './mark.ts'
import type { ClassHomework, Overview } from './overview.ts'
import { t } from './words.ts'

interface MoveWorkProps {
  pieceKey: PieceKey
  overview: Overview
}

/** Work that was done under the wrong child: it is given to the right one, who has none of their own. */
export function MoveWork({ pieceKey, overview }: MoveWorkProps) {
  const [asking, setAsking] = useState(false)
  const { trouble, attempt } = useAttempt()
  const free = overview.pieces.filter(
    ({ pupil, work }) => pupil.person !== pieceKey.pupil && (!work || isEmptied(work)),
  )
  const move = async (to: PersonId) => {
    if (await attempt(() => moveWork(pieceKey, to))) go(`homework/${pieceKey.assignment}/${to}`, 'replace')
  }
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t().move}
      </Button>
      {asking && (
        <Dialog title={t().moveTitle} onClose={() => setAsking(false)} wide>
          <TroubleNotice trouble={trouble} />
          <p>{free.length > 0 ? t().moveHint : t().moveNobody}</p>
          <div class="row">
            {free.map(({ pupil }, n) => (
              <Button key={pupil.person} first={n === 0} onClick={() => move(pupil.person)}>
                <Avatar picture={pupil.picture} size="1.8em" /> {personName(pupil.name)}
              </Button>
            ))}
          </div>
        </Dialog>
      )}
    </>
  )
}

/** Says on a piece that it came from another pupil, or went to one, and by whose hand. */
export function MovedNotice({ work, homework }: { work: Work | undefined; homework: ClassHomework }) {
  const last = [work?.came, work?.gone].sort((a, b) => (b?.at ?? 0) - (a?.at ?? 0))[0]
  if (!last) return null
  const name = (person: string) => personName(homework.names.get(person) ?? t().someone)
  const when = `${dayAndMonth(last.at)} ${time(last.at)}`
  const words = 'from' in last ? t().cameFrom(name(last.from)) : t().wentTo(name(last.to))
  return <Notice title={words}>{t().movedBy(when, name(last.by))}</Notice>
}

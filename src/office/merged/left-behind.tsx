import { useEffect, useState } from 'preact/hooks'
import * as v from 'valibot'
import { type EndedSchool, LeftBehind } from '../../../core/reports/left-behind.ts'
import { momentOf } from '../../../core/school/day.ts'
import { fullDate } from '../../i18n/dates.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { askHub } from '../ask-hub.ts'
import { MoveAllDialog } from './move-all-dialog.tsx'
import { t } from './words.ts'
import './merged.css'

/** Schools that have ended and on which pairs or devices still hang: each is told, and leads to what is to be done. */
export function LeftBehindNotices() {
  const [schools, setSchools] = useState<LeftBehind['schools']>([])
  const [doing, setDoing] = useState<{ what: 'pairs' | 'devices'; of: EndedSchool }>()
  const ask = async () => {
    const heard = await askHub(LeftBehind, 'office/left-behind')
    if (heard.is === 'yes') setSchools(heard.answer.schools)
  }
  useEffect(() => void ask(), [])
  const done = async (changed: boolean) => {
    if (changed) await ask()
    setDoing(undefined)
  }
  return (
    <>
      {schools.map((of) => (
        <Notice key={of.school} kind="waiting" title={t().title(of.name, lastDay(of))}>
          {of.pairs.length > 0 && <p>{t().pairs(of.pairs.map(pairWords).join(t().listed))}</p>}
          {of.places.length > 0 && (
            <p>{t().devices(of.places.map((one) => t().place(one.title, one.devices.length)).join(t().listed))}</p>
          )}
          <div class="row merged-do">
            {of.pairs.length > 0 && (
              <>
                <Button onClick={() => go('office/pairs')}>{t().seePairs}</Button>
                <Button onClick={() => setDoing({ what: 'pairs', of })}>{t().endPairs}</Button>
              </>
            )}
            {of.places.length > 0 && (
              <>
                <Button onClick={() => go(`office/devices/of/${of.school}`)}>{t().seeDevices}</Button>
                <Button onClick={() => setDoing({ what: 'devices', of })}>{t().moveDevices}</Button>
              </>
            )}
          </div>
        </Notice>
      ))}
      {doing?.what === 'pairs' && <EndPairs of={doing.of} onClose={(changed) => void done(changed)} />}
      {doing?.what === 'devices' && <MoveAllDialog of={doing.of} onClose={(changed) => void done(changed)} />}
    </>
  )
}

function EndPairs({ of, onClose }: { of: EndedSchool; onClose(changed: boolean): void }) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<'noLine' | 'notEnded'>()
  const end = async () => {
    setBusy(true)
    const path = `office/left-behind/${of.school}/end-pairs`
    const heard = await askHub(v.object({ ended: v.number() }), path, { method: 'POST' })
    setBusy(false)
    if (heard.is === 'yes') return onClose(true)
    setTrouble(heard.is === 'line' ? 'noLine' : 'notEnded')
  }
  return (
    <Dialog
      title={t().endTitle(of.name)}
      onClose={() => onClose(false)}
      actions={
        <>
          <Button first onClick={() => onClose(false)}>
            {t().keep}
          </Button>
          <Button kind="primary" disabled={busy} onClick={() => void end()}>
            {t().endDo}
          </Button>
        </>
      }
    >
      <div class="stack">
        {trouble && <Notice kind="attention">{t()[trouble]}</Notice>}
        <p>{of.pairs.map(pairWords).join(t().listed)}</p>
        <p>{t().endHint(of.pairs.length, lastDay(of))}</p>
      </div>
    </Dialog>
  )
}

const pairWords = ({ helping, helped }: EndedSchool['pairs'][number]) => t().pair(helping, helped)
const lastDay = ({ until }: EndedSchool) => fullDate(momentOf(until, '12:00'))

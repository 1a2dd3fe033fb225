import { useState } from 'preact/hooks'
import type { OfficeDevices } from '../../../core/reports/office-devices.ts'
import { here, useLive } from '../../here/here.ts'
import { fullDate } from '../../i18n/dates.ts'
import { selfOf } from '../../store/store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { IconTrash } from '../../ui/icons/trash.tsx'
import { Notice } from '../../ui/notice.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { type DeviceLine, namesIn, revoke } from './query.ts'
import { adviceWords, kindWords, t, troubleWords } from './words.ts'

interface DeviceDialogProps {
  all: OfficeDevices
  line: DeviceLine
  /** @param changed whether the list has to be asked for anew */
  onClose(changed: boolean): void
}

/** One device: what is the matter with it, what to do about it, and what the office can do from here. */
export function DeviceDialog({ all, line, onClose }: DeviceDialogProps) {
  const [asking, setAsking] = useState<'revoke' | 'move'>()
  const own = useLive(async () => (await selfOf(here().store))?.device)
  const stood = line.stoodAt === null ? undefined : namesIn(all).place(line.stoodAt)
  if (asking === 'move') return <MoveDialog all={all} line={line} onClose={onClose} />
  if (asking === 'revoke') return <Revoke line={line} onClose={onClose} />
  return (
    <Dialog
      title={line.at.title}
      onClose={() => onClose(false)}
      actions={
        line.revoked === 0 &&
        line.device !== own && (
          <>
            <Button kind="danger" icon={IconTrash} onClick={() => setAsking('revoke')}>
              {t().revoke}
            </Button>
            {line.at.kind !== 'office' && <Button onClick={() => setAsking('move')}>{t().move}</Button>}
          </>
        )
      }
    >
      <div class="stack">
        <p class="lesser">
          {[line.schoolName, line.classNames, kindWords()[line.at.kind]].filter(Boolean).join(' · ')}
          <br />
          {t().enrolled} {fullDate(line.enrolled)} · {t().number} {line.device}
        </p>
        {line.device === own && <Notice>{t().thisDesk}</Notice>}
        {line.revoked > 0 && (
          <Notice title={t().revoked(fullDate(line.revoked))}>
            {line.heard > line.revoked ? t().revokedHeard : t().revokedUnheard}
          </Notice>
        )}
        {line.troubles.map((trouble) => (
          <Notice key={trouble} kind="waiting" title={troubleWords()[trouble]}>
            {trouble === 'elsewhere' && stood && <p>{t().stoodAt(stood.title)}</p>}
            {adviceWords()[trouble]}
          </Notice>
        ))}
      </div>
    </Dialog>
  )
}

function Revoke({ line, onClose }: Pick<DeviceDialogProps, 'line' | 'onClose'>) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<'notSure' | 'failed' | 'thisDesk'>()
  const act = async () => {
    setBusy(true)
    const heard = await revoke(line.device)
    setBusy(false)
    // An earlier asking may have been done, and its answer lost.
    const isDone = trouble === 'notSure' && heard.is === 'no' && heard.why === 'no-such-device'
    if (heard.is === 'yes' || isDone) return onClose(true)
    setTrouble(heard.is === 'line' ? 'notSure' : heard.why === 'this-desk' ? 'thisDesk' : 'failed')
  }
  return (
    <Dialog
      title={t().revokeTitle(line.at.title)}
      onClose={() => onClose(trouble === 'notSure')}
      actions={
        <>
          <Button first onClick={() => onClose(trouble === 'notSure')}>
            {t().close}
          </Button>
          <Button kind="danger" icon={IconTrash} disabled={busy} onClick={() => void act()}>
            {t().revokeDo}
          </Button>
        </>
      }
    >
      {trouble && <Notice kind={trouble === 'notSure' ? 'waiting' : 'attention'}>{t()[trouble]}</Notice>}
      <ol class="devices-steps">
        <li>{t().revokeFirst}</li>
        <li>{t().revokeThen}</li>
        <li>{t().revokeUntil}</li>
      </ol>
    </Dialog>
  )
}

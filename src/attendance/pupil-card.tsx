import type { PersonId } from '../../core/facts/ids.ts'
import type { AttendanceStatus } from '../../core/facts/kinds/attendance-marked.ts'
import { seatIn } from '../../core/people/seat.ts'
import { time } from '../i18n/dates.ts'
import { personName } from '../i18n/person-name.ts'
import { Avatar } from '../ui/avatars/avatar.tsx'
import { IconCheck } from '../ui/icons/check.tsx'
import { IconClock } from '../ui/icons/clock.tsx'
import { IconClose } from '../ui/icons/close.tsx'
import type { IconComponent } from '../ui/icons/icon.tsx'
import { IconPage } from '../ui/icons/page.tsx'
import { memo } from '../ui/memo.ts'
import { HoldMenu, Menu } from '../ui/menu.tsx'
import type { MenuItem } from '../ui/menu-list.tsx'
import { Press } from '../ui/press.tsx'
import { correction, type RegisteredPupil } from './register.ts'
import { t } from './words.ts'

interface PupilCardProps {
  pupil: RegisteredPupil
  names: ReadonlyMap<string, string>
  /** Undefined: only to be looked at. */
  onTouch: ((pupil: PersonId) => void) | undefined
  onMark: (pupil: PersonId, status: AttendanceStatus) => void
}

const statuses: readonly AttendanceStatus[] = ['present', 'late', 'leave', 'absent']
const icons: Record<AttendanceStatus, IconComponent> = {
  present: IconCheck,
  late: IconClock,
  leave: IconPage,
  absent: IconClose,
}

/** A pupil: touched there or not, held for late and leave. */
export const PupilCard = memo(function PupilCard({ pupil, names, onTouch, onMark }: PupilCardProps) {
  const { mark } = pupil
  const name = personName(pupil.name)
  const items = statuses.map(
    (status): MenuItem => ({
      label: t()[status],
      icon: icons[status],
      chosen: mark?.status === status,
      onChoose: () => onMark(pupil.id, status),
    }),
  )
  const look = `attendance-pupil attendance-${mark?.status ?? 'unmarked'}`
  const inside = (
    <>
      <Avatar picture={pupil.picture} size="2.4em" />
      <span class="attendance-who">
        <span class="attendance-name">
          {seatIn(pupil.name) === undefined && <span class="attendance-number">{pupil.number}</span>} {name}{' '}
          {pupil.added && <span class="attendance-added">{t().added}</span>}
        </span>
        <Status pupil={pupil} names={names} />
      </span>
    </>
  )
  if (!onTouch) {
    return (
      <div class={look}>
        <div class="attendance-still">{inside}</div>
      </div>
    )
  }
  const menu = t().othersOf(name)
  const touch = () => onTouch(pupil.id)
  return (
    <div class={look}>
      <HoldMenu items={items} label={menu} onTap={touch}>
        <Press class="attendance-touch" onClick={touch}>
          {inside}
        </Press>
      </HoldMenu>
      <span class="attendance-others">
        <Menu items={items} label={t().others} />
      </span>
    </div>
  )
})

function Status({ pupil: { mark }, names }: Pick<PupilCardProps, 'pupil' | 'names'>) {
  if (!mark) return <span class="attendance-status">{t().unmarked}</span>
  const Icon = icons[mark.status]
  const changed = correction(mark)
  return (
    <>
      <span class="attendance-status">
        <Icon size="1em" />
        {t()[mark.status]}
        {mark.auto && <span class="attendance-auto">{t().auto}</span>}
      </span>
      {mark.differing && (
        <span class="attendance-differ">
          <strong>{t().differ}</strong>{' '}
          {mark.differing.map((one) => t().says(names.get(one.by) ?? t().thisDevice, t()[one.status])).join('；')}
        </span>
      )}
      {changed && !mark.differing && (
        <span class="attendance-changed">
          {t().changed(time(changed.at), names.get(mark.by) ?? t().thisDevice, t()[changed.from])}
        </span>
      )}
    </>
  )
}

import type { Erasure } from '../../../core/reports/people.ts'
import { fullDate, relativeDay, time } from '../../i18n/dates.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Table } from '../../ui/table.tsx'
import { t } from './words.ts'

interface ErasureProgressProps {
  of: Erasure
  /** The hub's clock, ms since 1970. */
  asOf: number
  onAgain(): void
}

/** How far it has come that somebody is erased: here, on each device of their classes, in old backups. */
export function ErasureProgress({ of, asOf, onAgain }: ErasureProgressProps) {
  const { at, by, devices, waiting, backupsUntil } = of
  const heard = devices - waiting.length
  return (
    <section class="sheet stack">
      <Notice kind="done" title={t().erasedBy(fullDate(at), by)}>
        {`${t().onServer} ${t().backups(fullDate(backupsUntil))}`}
      </Notice>
      {waiting.length === 0 ? (
        <p>{devices === 0 ? t().noDevices : t().heardAll(devices)}</p>
      ) : (
        <>
          <Progress what={t().heard(heard, devices)} share={heard / devices} waiting />
          <Table
            caption={t().waitingFor}
            columns={[
              { key: 'title', title: t().waitingFor, cell: ({ title }) => title },
              { key: 'school', title: t().school, cell: ({ schoolName }) => schoolName },
              {
                key: 'heard',
                title: t().lastHeard,
                cell: (one) => `${relativeDay(one.heard, asOf)} ${time(one.heard)}`,
              },
            ]}
            rows={waiting}
            rowKey={({ device }) => device}
          />
          <div>
            <Button onClick={onAgain}>{t().refresh}</Button>
          </div>
        </>
      )}
    </section>
  )
}

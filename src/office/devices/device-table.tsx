import type { ComponentChildren } from 'preact'
import type { OfficeDevices } from '../../../core/reports/office-devices.ts'
import { bytes } from '../../i18n/amounts.ts'
import { relativeDay, time } from '../../i18n/dates.ts'
import { Button } from '../../ui/button.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { roomNames } from '../words.ts'
import { clockWords } from './clock-words.ts'
import type { DeviceLine } from './query.ts'
import { kindWords, missingWords, t, troubleWords } from './words.ts'

interface DeviceTableProps {
  all: OfficeDevices
  lines: readonly DeviceLine[]
  empty: ComponentChildren
  onHandle(line: DeviceLine): void
}

/** The list of devices: what one sees of each at a glance. */
export function DeviceTable({ all, lines, empty, onHandle }: DeviceTableProps) {
  const when = (ms: number) => `${relativeDay(ms, all.asOf)} ${time(ms)}`
  const mark = (line: DeviceLine, trouble: DeviceLine['troubles'][number], said: string) =>
    line.troubles.includes(trouble) ? <strong class="devices-alarm">{said}</strong> : said
  const columns: Column<DeviceLine>[] = [
    {
      key: 'place',
      title: t().place,
      cell: (line) => <Where line={line} when={when} />,
      order: (a, b) => a.schoolName.localeCompare(b.schoolName) || a.at.title.localeCompare(b.at.title),
    },
    {
      key: 'heard',
      title: t().heard,
      cell: (line) => mark(line, 'silent', when(line.heard)),
      order: (a, b) => a.heard - b.heard,
    },
    { key: 'version', title: t().version, cell: (line) => mark(line, 'old', line.word?.version ?? t().unknown) },
    {
      key: 'room',
      title: t().room,
      numeric: true,
      cell: (line) =>
        line.word && line.word.quota > 0 ? mark(line, 'full', bytes(Math.max(0, roomOf(line)))) : t().unknown,
      order: (a, b) => roomOf(a) - roomOf(b),
    },
    {
      key: 'clock',
      title: t().clock,
      cell: (line) => (line.word ? mark(line, 'clock', clockWords(line.word.clockOff)) : t().unknown),
    },
    {
      key: 'missing',
      title: t().missing,
      cell: (line) =>
        line.missing.length === 0 ? (
          t().whole
        ) : (
          <>
            <strong class="devices-alarm">{missingWords(line.missing)}</strong>
            {line.missingSince !== null && (
              <small class="lesser"> {t().since(relativeDay(line.missingSince, all.asOf))}</small>
            )}
          </>
        ),
    },
    {
      key: 'unsent',
      title: t().unsent,
      cell: ({ word }) => (word ? t().unsentLine(word.unsent, word.photos) || t().allSent : t().unknown),
    },
    {
      key: 'handle',
      title: '',
      cell: (line) => (
        <Button aria-label={`${t().handle} ${line.at.title}`} onClick={() => onHandle(line)}>
          {t().handle}
        </Button>
      ),
    },
  ]
  return (
    <Table
      caption={roomNames().devices}
      columns={columns}
      rows={lines}
      rowKey={({ device }) => device}
      attention={({ troubles }) =>
        troubles.includes('reset') || troubles.includes('copied') || troubles.includes('elsewhere')
      }
      empty={empty}
    />
  )
}

function roomOf({ word }: DeviceLine): number {
  return word && word.quota > 0 ? word.quota - word.used : Number.POSITIVE_INFINITY
}

function Where({ line, when }: { line: DeviceLine; when(ms: number): string }) {
  const more = [line.at.title === line.schoolName ? '' : line.schoolName, line.classNames, kindWords()[line.at.kind]]
  const alarms = line.troubles.filter((one) => one === 'reset' || one === 'copied' || one === 'elsewhere')
  return (
    <>
      {line.at.title}
      <small class="devices-where">{more.filter(Boolean).join(' · ')}</small>
      {alarms.map((one) => (
        <small key={one} class="devices-where devices-alarm">
          {troubleWords()[one]}
        </small>
      ))}
      {line.moving && <small class="devices-where">{t().moving}</small>}
      {line.revoked > 0 && <small class="devices-where">{t().revoked(when(line.revoked))}</small>}
    </>
  )
}

import type { PairBook, PairWeek } from '../../../core/reports/pair-book.ts'
import { momentOf } from '../../../core/school/day.ts'
import { dayAndMonth } from '../../i18n/dates.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { IconDownload } from '../../ui/icons/download.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Opens } from '../reports/opens.tsx'
import { ReportPage } from '../reports/report-page.tsx'
import { wanted } from '../reports/reports.ts'
import { useReport } from '../reports/use-report.ts'
import { t as reportWords } from '../reports/words.ts'
import { roomNames } from '../words.ts'
import { standingNames, t } from './words.ts'
import '../../ui/bar.css'
import './pairs.css'

type Pair = PairBook['pairs'][number]

/** 结对: who helps whom, what was agreed, what the timetable has, and what was held week by week. */
export function PairsPage() {
  const { report: book, trouble, again, save } = useReport(wanted('pairs', undefined))
  return (
    <ReportPage
      title={book ? t().title(book.county, book.term) : roomNames().pairs}
      of={book}
      trouble={trouble}
      again={again}
      right={
        book && (
          <Button icon={IconDownload} onClick={() => void save(`${book.county}-${t().pairs}`)}>
            {reportWords().export}
          </Button>
        )
      }
    >
      {book && <Without of={book} />}
      {book && <Pairs of={book} />}
      <p class="lesser">{t().legend}</p>
    </ReportPage>
  )
}

function Without({ of: { without, pairs } }: { of: PairBook }) {
  if (without.length > 0)
    return (
      <Notice kind="attention" title={t().without(without.length)}>
        {without.map((one) => one.name).join('、')}
      </Notice>
    )
  return pairs.length > 0 ? <Notice kind="done">{t().allPaired}</Notice> : null
}

function Pairs({ of: book }: { of: PairBook }) {
  const rank = (one: Pair) => ['paper', 'unheard', 'ahead', 'taught'].indexOf(one.standing)
  const columns: Column<Pair>[] = [
    {
      key: 'helped',
      title: t().helped,
      cell: (one) => (
        <Opens label={t().open} to={() => go(`office/week/span=term/lessons/pair=${one.pair}`)}>
          {one.helped}
        </Opens>
      ),
      order: (a, b) => a.helped.localeCompare(b.helped),
    },
    { key: 'helping', title: t().helping, cell: (one) => one.helping },
    { key: 'subjects', title: t().subjects, cell: (one) => one.subjects.join('、') },
    { key: 'from', title: t().from, cell: (one) => dayAndMonth(momentOf(one.from, '12:00')) },
    {
      key: 'weekly',
      title: t().weekly,
      numeric: true,
      cell: (one) => (
        <>
          {one.weekly} / {one.timetabled}
          {one.timetabled < one.weekly && <small class="office-alarm"> {t().tooFew}</small>}
        </>
      ),
    },
    { key: 'held', title: t().held, numeric: true, cell: (one) => `${sum(one, 'held')} / ${sum(one, 'due')}` },
    { key: 'weeks', title: t().byWeek, cell: (one) => <Weeks weeks={one.weeks} present={book.present} /> },
    {
      key: 'last',
      title: t().last,
      cell: ({ lastHeld }) => (lastHeld === null ? t().none : dayAndMonth(momentOf(lastHeld, '12:00'))),
    },
    {
      key: 'standing',
      title: t().standing,
      cell: ({ standing }) => (
        <span class={`office-standing office-standing-${standing}`}>{standingNames()[standing]}</span>
      ),
      order: (a, b) => rank(a) - rank(b),
    },
  ]
  return (
    <Table
      caption={t().pairs}
      columns={columns}
      rows={[...book.pairs].sort((a, b) => rank(a) - rank(b))}
      rowKey={(one) => one.pair}
      attention={(one) => one.standing === 'paper'}
      empty={<p class="lesser">{t().empty}</p>}
    />
  )
}

function sum(pair: Pair, what: 'held' | 'due'): number {
  return pair.weeks.reduce((total, week) => total + week[what], 0)
}

/** A box for each week up to the present one that had lessons: how full of held ones it is. */
function Weeks({ weeks, present }: { weeks: readonly PairWeek[]; present: number }) {
  const past = weeks.filter((one) => one.week <= present)
  const label = past
    .filter((one) => one.due > 0)
    .map((one) => t().weekWords(one.week, one.held, one.due, one.unknown))
    .join('；')
  return (
    <span class="office-weeks" role="img" aria-label={label || t().none}>
      {past.map(({ week, due, held, unknown }) => (
        <span key={week} class={due === 0 ? 'office-week office-week-none' : 'office-week'}>
          <span class="ui-bar-unknown" style={{ height: `${due === 0 ? 0 : (unknown / due) * 100}%` }} />
          <span class="ui-bar-green" style={{ height: `${due === 0 ? 0 : (held / due) * 100}%` }} />
        </span>
      ))}
    </span>
  )
}

import { date, time } from '../../i18n/dates.ts'
import { Bar, type BarTone } from '../../ui/bar.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import type { ReportOf } from '../reports/reports.ts'
import { t } from './words.ts'

type Lesson = ReportOf<'live'>['lessons'][number]

/** Live lessons, how long each class was in it, and what its line was like from beginning to end. */
export function LiveRows({ of }: { of: ReportOf<'live'> }) {
  const columns: Column<Lesson>[] = [
    { key: 'when', title: t().when, cell: (one) => `${date(one.start)} ${time(one.start)}` },
    { key: 'school', title: t().school, cell: (one) => one.schoolName },
    { key: 'class', title: t().class, cell: (one) => one.className },
    { key: 'subject', title: t().subject, cell: (one) => one.subject },
    {
      key: 'minutes',
      title: t().liveMinutes,
      cell: (one) => `${one.minutes ?? '–'} / ${one.received ?? '–'}`,
      numeric: true,
    },
    { key: 'line', title: t().lineOf, cell: (one) => <Line of={one} /> },
  ]
  return (
    <>
      <p>
        {t().liveLine(of.live, of.planned)} · {t().liveReached(of.classes, of.ofClasses, of.minutes)}
      </p>
      <Table
        caption={t().live}
        columns={columns}
        rows={of.lessons}
        rowKey={(one) => one.lesson}
        empty={<p class="lesser">{t().none}</p>}
      />
      <p class="lesser">{t().liveLegend}</p>
    </>
  )
}

const tones: readonly BarTone[] = ['unknown', 'amber', 'green', 'blue', 'green', 'green']

/** A bar from the room's opening to the last that was heard of the class, and the same in words. */
function Line({ of: { spells, className } }: { of: Lesson }) {
  const last = spells[spells.length - 1]
  if (!last) return <span class="lesser">{t().noWord}</span>
  const whole = last.from + last.s
  const parts: { share: number; tone: BarTone }[] = []
  let at = 0
  for (const { from, s, rung } of spells) {
    if (from > at) parts.push({ share: (from - at) / whole, tone: 'unknown' })
    parts.push({ share: s / whole, tone: tones[rung] ?? 'unknown' })
    at = from + s
  }
  const words = [5, 4, 2, 3, 1, 0].flatMap((rung) => {
    const seconds = spells.reduce((sum, one) => sum + (one.rung === rung ? one.s : 0), 0)
    return seconds > 0 ? t().rungMinutes(rung, Math.round(seconds / 60)) : []
  })
  const said = words.join(' · ')
  return (
    <span class="office-line">
      <Bar label={`${className} ${said}`} share={parts} />
      <span class="lesser">{said}</span>
    </span>
  )
}

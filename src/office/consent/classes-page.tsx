import { useEffect, useState } from 'preact/hooks'
import type { ConsentClasses } from '../../../core/reports/consent-register.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { IconPrinter } from '../../ui/icons/printer.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { OfficePage } from '../office-page.tsx'
import { roomNames } from '../words.ts'
import { type ConsentTrouble, fetchClasses, troubleIn } from './ask.ts'
import { t, troubleWords } from './words.ts'

type Line = ConsentClasses['classes'][number]

/** How far each class's forms are. */
export function ClassesPage() {
  const [all, setAll] = useState<Line[]>()
  const [trouble, setTrouble] = useState<ConsentTrouble>()
  const [school, setSchool] = useState('')
  const ask = async () => {
    const heard = await fetchClasses()
    setTrouble(troubleIn(heard))
    if (heard.is === 'yes') setAll(heard.answer.classes)
  }
  useEffect(() => void ask(), [])

  const title = roomNames().consent
  if (!all || all.length === 0)
    return (
      <OfficePage title={title}>
        <Empty picture={<PictureDesk />} action={trouble && <Button onClick={() => void ask()}>{t().again}</Button>}>
          {trouble ? troubleWords()[trouble]('') : all ? t().noClasses : t().waiting}
          {all && <span class="lesser consent-block">{t().noClassesHint}</span>}
        </Empty>
      </OfficePage>
    )
  const schools = [...new Map(all.map((one) => [one.school, one.schoolName]))]
  const shown = all.filter((one) => school === '' || one.school === school)
  const number = (field: 'pupils' | 'without' | 'name' | 'photo'): Column<Line> => ({
    key: field,
    title: t()[field],
    numeric: true,
    cell: (one) => (field === 'without' && one.without > 0 ? <b class="consent-none">{one.without}</b> : one[field]),
    order: (a, b) => a[field] - b[field],
  })
  const columns: Column<Line>[] = [
    {
      key: 'class',
      title: t().class,
      cell: (one) => (
        <Button kind="quiet" class="consent-open" onClick={() => go(`office/consent/class/${one.class}`)}>
          {one.schoolName} {one.className}
        </Button>
      ),
    },
    ...(['pupils', 'without', 'name', 'photo'] as const).map(number),
  ]
  return (
    <OfficePage
      title={title}
      right={
        <>
          <Button onClick={() => go('office/consent/keeping')}>{t().keeping}</Button>
          <Button icon={IconPrinter} onClick={() => printNotice(school)}>
            {t().notice}
          </Button>
          <Button
            icon={IconPrinter}
            onClick={() => go(school === '' ? 'office/consent/missing' : `office/consent/missing/${school}`)}
          >
            {t().missing}
          </Button>
        </>
      }
    >
      {trouble && <Notice kind={trouble === 'noLine' ? 'waiting' : 'attention'}>{troubleWords()[trouble]('')}</Notice>}
      <p class="lesser">{t().intro}</p>
      <div class="consent-filter">
        <Field
          label={t().school}
          value={school}
          onValue={setSchool}
          options={[{ value: '', label: t().allSchools }, ...schools.map(([value, label]) => ({ value, label }))]}
        />
      </div>
      <Table caption={title} columns={columns} rows={shown} rowKey={(one) => one.class} />
    </OfficePage>
  )
}

/** The hub's own page of the notice for guardians, to be printed. @param school '' for whichever hands it out */
function printNotice(school: string): void {
  const page = open(school === '' ? '/notice' : `/notice?school=${school}`)
  page?.addEventListener('load', () => page.print())
}

import { useEffect, useState } from 'preact/hooks'
import type { ConsentMissing } from '../../../core/reports/consent-register.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { IconPrinter } from '../../ui/icons/printer.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { OfficePage } from '../office-page.tsx'
import { type ConsentTrouble, fetchMissing, troubleIn } from './ask.ts'
import { dayWords } from './form-words.tsx'
import { t, troubleWords } from './words.ts'

/** Those of whom a form is missing, class by class, to be printed and taken along. @param school '' for all of them */
export function MissingPage({ school }: { school: string }) {
  const [all, setAll] = useState<ConsentMissing>()
  const [trouble, setTrouble] = useState<ConsentTrouble>()
  const ask = async () => {
    const heard = await fetchMissing(school)
    setTrouble(troubleIn(heard))
    if (heard.is === 'yes') setAll(heard.answer)
  }
  useEffect(() => void ask(), [])

  if (!all || all.classes.length === 0)
    return (
      <OfficePage title={t().printTitle} back={() => go('office/consent')}>
        <Empty picture={<PictureDesk />} action={trouble && <Button onClick={() => void ask()}>{t().again}</Button>}>
          {trouble ? troubleWords()[trouble]('') : all ? t().noneMissing : t().waiting}
          {all && <span class="lesser consent-block">{t().noneMissingHint}</span>}
        </Empty>
      </OfficePage>
    )
  const pupils = all.classes.reduce((sum, one) => sum + one.pupils.length, 0)
  return (
    <OfficePage
      title={t().printTitle}
      subtitle={t().printHint(all.classes.length, pupils)}
      back={() => go('office/consent')}
      right={
        <Button kind="primary" icon={IconPrinter} first onClick={() => print()}>
          {t().print}
        </Button>
      }
    >
      <div class="consent-missing">
        {all.classes.map(({ schoolName, className, pupils: here }) => (
          <table key={`${schoolName} ${className}`} class="consent-list">
            <caption>
              {t().printTitle} · {schoolName} {className}
              <small>{t().asOf(dayWords(all.today))}</small>
            </caption>
            <thead>
              <tr>
                <th scope="col">{t().number}</th>
                <th scope="col">{t().pupil}</th>
                <th scope="col">{t().received}</th>
                <th scope="col">{t().formNumber}</th>
                <th scope="col">{t().remark}</th>
              </tr>
            </thead>
            <tbody>
              {here.map(({ number, name }, n) => (
                <tr key={n}>
                  <td>{number || ''}</td>
                  <th scope="row">{name}</th>
                  <td />
                  <td />
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </OfficePage>
  )
}

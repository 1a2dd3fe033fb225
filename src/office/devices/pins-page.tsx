import { useState } from 'preact/hooks'
import { Adults, SpareCode } from '../../../core/reports/adults.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Table } from '../../ui/table.tsx'
import { askHub } from '../ask-hub.ts'
import { OfficePage } from '../office-page.tsx'
import { t } from './pin-words.ts'

type Adult = Adults['adults'][number]

/** A forgotten PIN: finds whose it is, and gives a one-time code to read out. */
export function PinsPage() {
  const [name, setName] = useState('')
  const [found, setFound] = useState<Adults>()
  const [asked, setAsked] = useState<Adult>()
  const [trouble, setTrouble] = useState<'noLine' | 'failed'>()
  const find = async () => {
    const heard = await askHub(Adults, `office/pins?${new URLSearchParams({ name: name.trim() })}`)
    setTrouble(heard.is === 'line' ? 'noLine' : heard.is === 'no' ? 'failed' : undefined)
    if (heard.is === 'yes') setFound(heard.answer)
  }
  return (
    <OfficePage title={t().title} back={() => go('office/devices')}>
      <p>{t().intro}</p>
      {trouble && <Notice kind="waiting">{t()[trouble]}</Notice>}
      <form
        class="devices-filter devices-find"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') void find()
        }}
      >
        <Field label={t().name} value={name} onValue={setName} first />
        <Button disabled={name.trim() === ''} onClick={() => void find()}>
          {t().find}
        </Button>
      </form>
      {found && (
        <Table
          caption={t().title}
          columns={[
            { key: 'name', title: t().name, cell: (one: Adult) => one.name },
            { key: 'school', title: t().school, cell: (one: Adult) => one.school },
            {
              key: 'give',
              title: '',
              cell: (one: Adult) => (
                <Button aria-label={`${one.name} ${t().give}`} onClick={() => setAsked(one)}>
                  {t().give}
                </Button>
              ),
            },
          ]}
          rows={found.adults}
          rowKey={({ person }) => person}
          empty={<p>{t().nobody}</p>}
        />
      )}
      {found?.more && <p class="lesser">{t().more}</p>}
      {asked && <Giving adult={asked} onClose={() => setAsked(undefined)} />}
    </OfficePage>
  )
}

function Giving({ adult, onClose }: { adult: Adult; onClose(): void }) {
  const [code, setCode] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<'noLine' | 'failed'>()
  const give = async () => {
    setBusy(true)
    const heard = await askHub(SpareCode, `office/pins/${adult.person}/code`, { method: 'POST' })
    setBusy(false)
    if (heard.is === 'yes') setCode(heard.answer.code)
    else setTrouble(heard.is === 'line' ? 'noLine' : 'failed')
  }
  return (
    <Dialog
      title={code ? t().codeOf(adult.name) : t().giveTitle(adult.name)}
      onClose={onClose}
      actions={
        code ? (
          <Button kind="primary" first onClick={onClose}>
            {t().read}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t().no}</Button>
            <Button kind="primary" disabled={busy} first onClick={() => void give()}>
              {t().yes}
            </Button>
          </>
        )
      }
    >
      <div class="stack">
        {trouble && <Notice kind="attention">{t()[trouble]}</Notice>}
        {code ? (
          <>
            <p class="devices-code">{`${code.slice(0, 4)} ${code.slice(4)}`}</p>
            <p>{t().say}</p>
          </>
        ) : (
          <p>{t().sure}</p>
        )}
      </div>
    </Dialog>
  )
}

import { useEffect, useRef, useState } from 'preact/hooks'
import type { RosterUpload } from '../../../core/roster/preview.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { IconDownload } from '../../ui/icons/download.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Progress } from '../../ui/progress.tsx'
import type { HubAnswer } from '../ask-hub.ts'
import { LeftBehindNotices } from '../merged/left-behind.tsx'
import { MovingProgress, watchMoving } from '../moving.tsx'
import { NewcomersPage } from '../newcomers/newcomers-page.tsx'
import { OfficeGate } from '../office-gate.tsx'
import { OfficePage } from '../office-page.tsx'
import { roomNames } from '../words.ts'
import { ChooseFiles } from './choose-files.tsx'
import { Faults } from './faults.tsx'
import { Preview } from './preview.tsx'
import { isHeard, sending, sendOff, sentBefore } from './sending.ts'
import { follow, importPreview, isMoving, lastUpload, letBack, save, stopUpload } from './upload.ts'
import { t } from './words.ts'
import './roster.css'

type Trouble = 'noLine' | 'notSent' | 'lineGone' | 'gone' | 'another' | 'tooLarge' | 'notOffice' | 'failed'

/** What the line alone is to blame for. */
const waits: readonly Trouble[] = ['noLine', 'notSent', 'lineGone']

/** What is taken out; it comes also while another room is looked at. */
const saving = watchMoving()

/** 名册: the office brings in who and what there is, after it has seen what would change, and takes it out again. */
export function RosterPage({ path: [word] }: { path: string[] }) {
  return <OfficeGate room="roster">{word === 'newcomers' ? <NewcomersPage /> : <Roster />}</OfficeGate>
}

function Roster() {
  const [upload, setUpload] = useState<RosterUpload | 'sending'>()
  const [trouble, setTrouble] = useState<Trouble>()
  const shown = useRef(true)
  /** The upload that is shown; it may go on here after it was given up. */
  const followed = useRef<string>(undefined)
  const isNew = useRef(true)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    // Goes on where it was; unless somebody has begun with something else meanwhile.
    const sent = sentBefore()
    if (sent) void awaitSent(sent)
    else
      void lastUpload().then((answer) => {
        if (answer && isNew.current) void goOn(Promise.resolve({ is: 'yes', answer }))
      })
    return () => {
      shown.current = false
    }
  }, [])

  const hear = (answer: HubAnswer<RosterUpload>): boolean => {
    if (!shown.current) return false
    setTrouble(troubleIn(answer))
    if (answer.is === 'yes') setUpload(answer.answer)
    if (answer.is === 'no') setUpload(undefined)
    // What has come to its end is told once.
    if (answer.is === 'yes' && isOver(answer.answer)) void stopUpload(answer.answer.id)
    return true
  }
  const goOn = async (asking: Promise<HubAnswer<RosterUpload>>) => {
    setBusy(true)
    const answer = await asking
    setBusy(false)
    if (!hear(answer)) return
    if (answer.is === 'line') setTrouble('noLine')
    if (answer.is !== 'yes') return
    const { id } = answer.answer
    followed.current = id
    if (isMoving(answer.answer)) await follow(id, (later) => followed.current === id && hear(later))
  }
  const awaitSent = async (sent: ReturnType<typeof sendOff>) => {
    isNew.current = false
    setTrouble(undefined)
    setUpload('sending')
    const answer = await sent
    // Where the room was left, the one that is opened next hears of it.
    if (!shown.current) return
    isHeard(sent)
    if (answer && answer.is !== 'line') return goOn(Promise.resolve(answer))
    setUpload(undefined)
    if (answer) setTrouble('notSent')
  }
  const again = () => {
    followed.current = undefined
    if (upload !== undefined && upload !== 'sending') void stopUpload(upload.id)
    setUpload(undefined)
    setTrouble(undefined)
  }
  const saveFrom = async (path: Parameters<typeof save>[0], name: string) => {
    const watched = saving.begin()
    const came = await save(path, name, watched).catch((error: unknown) => {
      console.error('roster:', error)
      return 'refused' as const
    })
    if (!saving.end(watched)) setTrouble(came === 'refused' ? 'failed' : came ? undefined : 'noLine')
  }

  return (
    <OfficePage
      title={roomNames().roster}
      right={
        <>
          <Button onClick={() => go('office/roster/newcomers')}>{t().newcomers}</Button>
          <Button icon={IconDownload} onClick={() => void saveFrom('export', t().rosterFile)}>
            {t().takeOut}
          </Button>
        </>
      }
    >
      {trouble && <Notice kind={waits.includes(trouble) ? 'waiting' : 'attention'}>{t()[trouble]}</Notice>}
      <MovingProgress what={t().saving} moving={saving} />
      {upload === 'sending' && <MovingProgress what={t().sending} moving={sending} />}
      <Stage
        upload={upload === 'sending' ? undefined : upload}
        busy={busy}
        onImport={(id) => void goOn(importPreview(id))}
        onBack={(id, keys) => void goOn(letBack(id, keys))}
        onAgain={again}
      />
      {isOver(upload) && <LeftBehindNotices />}
      {isOver(upload) && (
        <ChooseFiles
          onFiles={(files) => void awaitSent(sendOff(files))}
          onTemplate={() => void saveFrom('template.xlsx', t().templateFile)}
          onCsvTemplate={() => void saveFrom('template.zip', t().templateCsvFile)}
        />
      )}
    </OfficePage>
  )
}

interface StageProps {
  upload: RosterUpload | undefined
  /** The server is asked for something. */
  busy: boolean
  onImport(id: string): void
  onBack(id: string, keys: readonly string[]): void
  onAgain(): void
}

function Stage({ upload, busy, onImport, onBack, onAgain }: StageProps) {
  if (upload === undefined) return null
  switch (upload.is) {
    case 'reading':
      return (
        <Progress
          what={t().reading}
          share={undefined}
          much={upload.rows > 0 ? t().rows(upload.rows) : undefined}
          onStop={onAgain}
        />
      )
    case 'importing':
      return <Progress what={t().importing} share={undefined} much={t().changes(upload.changes)} />
    case 'faults':
      return <Faults found={upload} onAgain={onAgain} />
    case 'ready':
      return (
        <Preview
          shown={upload}
          busy={busy}
          onImport={() => onImport(upload.id)}
          onBack={(keys) => onBack(upload.id, keys)}
          onAgain={onAgain}
        />
      )
    case 'imported':
      return <Notice kind="done">{t().imported(upload.changes)}</Notice>
    case 'stopped':
      return <Notice>{t().stopped}</Notice>
    case 'failed':
      return <Notice kind="attention">{t().failed}</Notice>
  }
}

function isOver(upload: StageProps['upload'] | 'sending'): boolean {
  return upload === undefined || (upload !== 'sending' && ['imported', 'stopped', 'failed'].includes(upload.is))
}

function troubleIn(answer: HubAnswer<RosterUpload>): Trouble | undefined {
  if (answer.is === 'line') return 'lineGone'
  if (answer.is === 'yes') return undefined
  if (answer.why === 'no-such-preview') return 'gone'
  if (answer.why === 'too-large') return 'tooLarge'
  if (answer.why === 'another-is-written') return 'another'
  return answer.why === 'not-of-the-office' || answer.why === 'not-for-this-place' ? 'notOffice' : 'failed'
}

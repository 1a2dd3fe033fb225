import { useEffect, useState } from 'preact/hooks'
import { here } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { Notice } from '../ui/notice.tsx'
import { PinPad } from '../ui/pin-pad.tsx'
import type { Adult } from '../who/pins.ts'
import { checkCode, choosePin, hasSpare, type OpenedCode } from '../who/spare-pin.ts'
import { useWait } from './use-wait.ts'
import { t } from './words.ts'

/** 忘了 PIN: a one-time code that the office reads out, and then a new PIN of one's own, twice. Without a line. */
export function ForgottenPin({ adult, onOpen }: { adult: Adult; onOpen(): void }) {
  const [prepared, setPrepared] = useState<boolean>()
  const [opened, setOpened] = useState<OpenedCode>()
  const [first, setFirst] = useState('')
  const [differed, setDiffered] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState(0)
  const [wait, setWait] = useWait()
  const { trouble, attempt } = useAttempt()

  useEffect(() => void hasSpare(here().store, adult.person).then(setPrepared), [adult.person])

  const check = async (code: string) => {
    setBusy(true)
    await attempt(async () => {
      const result = await checkCode(here().store, adult.person, code)
      if (result.ok) return setOpened(result.opened)
      setWrong((before) => before + 1)
      setWait(Math.ceil(result.waitMs / 1000))
    })
    setBusy(false)
  }
  const again = async (pin: string) => {
    if (!opened) return
    if (pin !== first) {
      setDiffered(true)
      return setFirst('')
    }
    setBusy(true)
    await attempt(async () => {
      await choosePin(here().store, opened, pin)
      onOpen()
    })
    setBusy(false)
  }

  if (prepared === false) return <Notice kind="waiting">{t().notPrepared}</Notice>
  return (
    <>
      <TroubleNotice trouble={trouble} />
      {!opened && (
        <>
          <Notice>{t().callOffice}</Notice>
          <PinPad
            label={t().code(adult.name)}
            length={8}
            wrong={wrong}
            waitSeconds={wait}
            onEnter={(code) => void check(code)}
          />
        </>
      )}
      {opened && first === '' && (
        <>
          {differed && <Notice kind="attention">{t().differed}</Notice>}
          <PinPad key="new" label={t().choose} onEnter={setFirst} />
        </>
      )}
      {opened && first !== '' && <PinPad key="again" label={t().chooseAgain} onEnter={(pin) => void again(pin)} />}
      <p role="status" class="unlock-word">
        {busy ? t().checking : ''}
      </p>
    </>
  )
}

import { useEffect, useState } from 'preact/hooks'
import { here } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { useBack } from '../here/use-back.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { PinPad } from '../ui/pin-pad.tsx'
import { type Adult, adultsHere } from '../who/pins.ts'
import { unlock } from '../who/unlock.ts'
import { ForgottenPin } from './forgotten-pin.tsx'
import { useWait } from './use-wait.ts'
import { t } from './words.ts'
import './unlock.css'

/** A teacher shows who they are, without a line. `path` is where to go afterwards. */
export function UnlockScreen({ path }: { path: string[] }) {
  const [adults, setAdults] = useState<Adult[]>()
  const [adult, setAdult] = useState<Adult>()
  const [forgotten, setForgotten] = useState(false)

  useEffect(() => {
    adultsHere(here().store).then((all) => {
      setAdults(all)
      if (all.length === 1) setAdult(all[0])
    })
  }, [])

  const leave = () => (history.length > 1 ? history.back() : go(''))
  useBack(leave)

  return (
    <Page
      title={t().title}
      back={leave}
      right={<LineStatus />}
      footer={
        adult && (
          <>
            {adults && adults.length > 1 && (
              <Button
                onClick={() => {
                  setAdult(undefined)
                  setForgotten(false)
                }}
              >
                {t().other}
              </Button>
            )}
            <Button kind="quiet" onClick={() => setForgotten(!forgotten)}>
              {forgotten ? t().remembered : t().forgotten}
            </Button>
          </>
        )
      }
    >
      {adults?.length === 0 && (
        <Empty picture={<PictureDesk />}>
          <strong>{t().nobody}</strong>
          <br />
          {t().nobodyHint}
        </Empty>
      )}
      {adults && adults.length > 0 && !adult && (
        <section class="stack">
          <h2>{t().who}</h2>
          <div class="unlock-who">
            {adults.map((one, n) => (
              <Button big key={one.person} first={n === 0} onClick={() => setAdult(one)}>
                {one.name}
              </Button>
            ))}
          </div>
        </section>
      )}
      {adult && forgotten && <ForgottenPin adult={adult} onOpen={() => go(path.join('/'), 'replace')} />}
      {adult && !forgotten && <Pin adult={adult} onOpen={() => go(path.join('/'), 'replace')} />}
    </Page>
  )
}

function Pin({ adult, onOpen }: { adult: Adult; onOpen(): void }) {
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState(0)
  const [wait, setWait] = useWait()
  const { trouble, attempt } = useAttempt()

  const check = async (pin: string) => {
    setBusy(true)
    // A try is noted before it is made: on a full disk none can be.
    await attempt(async () => {
      const result = await unlock(here().store, adult.person, pin)
      if (result.ok) return onOpen()
      setWrong((before) => before + 1)
      setWait(Math.ceil(result.waitMs / 1000))
    })
    setBusy(false)
  }

  return (
    <>
      <TroubleNotice trouble={trouble} />
      <PinPad label={t().pin(adult.name)} wrong={wrong} waitSeconds={wait} onEnter={(pin) => void check(pin)} />
      <p role="status" class="unlock-word">
        {busy ? t().checking : ''}
      </p>
    </>
  )
}

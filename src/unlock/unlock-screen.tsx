import { useEffect, useState } from 'preact/hooks'
import { here } from '../here/here.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { type Adult, adultsHere, unlock, waitLeft } from '../who/unlock.ts'
import { t } from './words.ts'
import './unlock.css'

/** A teacher shows who they are, without a line. `path` is where to go afterwards. */
export function UnlockScreen({ path }: { path: string[] }) {
  const [adults, setAdults] = useState<Adult[]>()
  const [adult, setAdult] = useState<Adult>()

  useEffect(() => {
    adultsHere(here().store).then((all) => {
      setAdults(all)
      if (all.length === 1) setAdult(all[0])
    })
  }, [])

  return (
    <main class="unlock">
      <header>
        <h1>{t().title}</h1>
        <LineStatus />
      </header>
      {adults?.length === 0 && (
        <section class="sheet stack">
          <h2>{t().nobody}</h2>
          <p>{t().nobodyHint}</p>
        </section>
      )}
      {adults && adults.length > 0 && !adult && (
        <section class="stack">
          <h2>{t().who}</h2>
          <div class="unlock-who">
            {adults.map((one) => (
              <button type="button" key={one.person} onClick={() => setAdult(one)}>
                {one.name}
              </button>
            ))}
          </div>
        </section>
      )}
      {adult && <Pin adult={adult} onOpen={() => go(path.join('/'), 'replace')} />}
      <footer>
        {adult && adults && adults.length > 1 && (
          <button type="button" onClick={() => setAdult(undefined)}>
            {t().other}
          </button>
        )}
        <button type="button" onClick={() => history.back()}>
          {t().back}
        </button>
      </footer>
    </main>
  )
}

function Pin({ adult, onOpen }: { adult: Adult; onOpen(): void }) {
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState(false)
  const [wait, setWait] = useState(0)

  useEffect(() => {
    const look = () => waitLeft(here().store).then((ms) => setWait(Math.ceil(ms / 1000)))
    void look()
    const timer = setInterval(look, 500)
    return () => clearInterval(timer)
  }, [])

  const check = async (entered: string) => {
    setBusy(true)
    const result = await unlock(here().store, adult.person, entered)
    setBusy(false)
    setPin('')
    if (result.ok) return onOpen()
    setWrong(true)
    setWait(Math.ceil(result.waitMs / 1000))
  }

  const ready = pin.length >= 4 && !busy && wait === 0
  const press = (digit: string) => {
    if (busy || wait > 0) return
    setWrong(false)
    setPin((before) => (before + digit).slice(0, 6))
  }

  useEffect(() => {
    const type = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) press(event.key)
      if (event.key === 'Enter' && ready) void check(pin)
      if (event.key === 'Backspace') setPin((before) => before.slice(0, -1))
    }
    addEventListener('keydown', type)
    return () => removeEventListener('keydown', type)
  })

  return (
    <section class="stack unlock-pin">
      <h2>{t().pin(adult.name)}</h2>
      <p class="unlock-dots" aria-hidden="true">
        {[0, 1, 2, 3, 4, 5].map((n) => (
          <span key={n} class={n < pin.length ? 'full' : ''} />
        ))}
      </p>
      <p role="status" class="unlock-word">
        {busy ? t().checking : wait > 0 ? t().wait(wait) : wrong ? t().wrong : ''}
      </p>
      <div class="unlock-pad">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <button type="button" key={digit} disabled={busy || wait > 0} onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" onClick={() => setPin(pin.slice(0, -1))}>
          {t().erase}
        </button>
        <button type="button" disabled={busy || wait > 0} onClick={() => press('0')}>
          0
        </button>
        <button type="button" disabled={!ready} onClick={() => void check(pin)}>
          {t().ok}
        </button>
      </div>
    </section>
  )
}

import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as v from 'valibot'
import { FactName } from '../../core/facts/ids.ts'
import { troubleDismissed } from '../../core/facts/kinds/trouble-dismissed.ts'
import { here, recordAsDevice, useLive } from '../here/here.ts'
import { bytes } from '../i18n/amounts.ts'
import { dayAndMonth, time } from '../i18n/dates.ts'
import { language, setLanguage } from '../i18n/language.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { setTheme, theme } from '../ui/theme.ts'
import { deviceState, refusedFacts, room } from './device-query.ts'
import { NewVersion } from './new-version.tsx'
import { UnknownNotice } from './unknown-notice.tsx'
import { aboutWords, t, whyWords } from './words.ts'
import './device.css'

/** 本机: who and where this device is, what has not arrived, room, clock, language. */
export function DeviceScreen() {
  const { place, engine } = here()
  const state = useLive(deviceState)
  const refused = useLive(refusedFacts) ?? []
  const minutes = Math.round(Math.abs(state?.clockOff ?? 0) / 60_000)

  return (
    <main class="device">
      <header>
        <h1>{t().title}</h1>
        <LineStatus />
      </header>
      <UnknownNotice />
      {refused.length > 0 && <Troubles refused={refused} />}
      <div class="device-cards">
        <Card title={t().where}>
          <p>{place.title}</p>
          <p class="lesser">
            {t().number} {state?.device}
          </p>
          <p class="lesser">{t().version(__VERSION__)}</p>
          <NewVersion />
        </Card>
        <Card title={t().delivery}>
          <p>{state && t().deliveryLine(state.delivered, state.recorded)}</p>
          {state && state.photos > 0 && <p>{t().photos(state.photos)}</p>}
          <button type="button" onClick={() => engine.nudge()}>
            {t().send}
          </button>
        </Card>
        <Card title={t().room}>
          <Room packages={state?.packages ?? 0} />
        </Card>
        <Card title={t().clock}>
          <p>{minutes < 2 ? t().clockRight : t().clockOff(minutes, (state?.clockOff ?? 0) < 0)}</p>
        </Card>
        <Card title={t().look}>
          <Look />
        </Card>
      </div>
      <footer>
        <button type="button" onClick={() => go('')}>
          {t().home}
        </button>
      </footer>
    </main>
  )
}

function Card({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="sheet stack">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

type Refused = Awaited<ReturnType<typeof refusedFacts>>[number]

function Troubles({ refused }: { refused: Refused[] }) {
  const dismiss = (name: string) =>
    recordAsDevice(troubleDismissed({ place: here().place.place, refused: v.parse(FactName, name) }))
  const about = aboutWords() as Record<string, string | undefined> // looked up by any kind's first word
  return (
    <section class="sheet stack device-troubles">
      <h2>{t().troubles}</h2>
      <p>{t().troublesHint}</p>
      <ul>
        {refused.map((one) => (
          <li key={one.name}>
            <span>
              <strong>{about[one.kind.split('.')[0] ?? ''] ?? t().other}</strong> · {dayAndMonth(one.at)} {time(one.at)}{' '}
              · {whyWords()[one.why]}
            </span>
            <button type="button" onClick={() => void dismiss(one.name)}>
              {t().seen}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Room({ packages }: { packages: number }) {
  const [now, setNow] = useState<Awaited<ReturnType<typeof room>>>()
  const look = () => room().then(setNow)
  useEffect(() => void look(), [])
  const ask = async () => {
    await navigator.storage?.persist?.()
    await look()
  }
  if (!now) return null
  return (
    <>
      <p>{t().roomLine(bytes(now.used), bytes(now.quota))}</p>
      <p>{t().packages(packages)}</p>
      <p class="lesser">{now.persisted ? t().kept : t().notKept}</p>
      {!now.persisted && (
        <button type="button" onClick={() => void ask()}>
          {t().keep}
        </button>
      )}
    </>
  )
}

function Look() {
  const [, again] = useState(0)
  return (
    <>
      <div class="row">
        {(['zh', 'en'] as const).map((one) => (
          <button type="button" key={one} aria-pressed={language() === one} onClick={() => setLanguage(one)}>
            {one === 'zh' ? '中文' : 'English'}
          </button>
        ))}
      </div>
      <label class="row">
        <input
          type="checkbox"
          checked={theme() === 'dark'}
          onChange={(event) => {
            setTheme(event.currentTarget.checked ? 'dark' : 'light')
            again((n) => n + 1)
          }}
        />
        {t().theme}
      </label>
    </>
  )
}

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { here, useLive } from '../here/here.ts'
import { useBack } from '../here/use-back.ts'
import { language, setLanguage } from '../i18n/language.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { disk } from '../sync/disk.ts'
import { Button } from '../ui/button.tsx'
import { IconMoon } from '../ui/icons/moon.tsx'
import { IconSun } from '../ui/icons/sun.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { setTheme, theme } from '../ui/theme.ts'
import { useStore } from '../ui/use-store.ts'
import { deviceState } from './device-query.ts'
import { NewVersion } from './new-version.tsx'
import { RefusedList } from './refused/refused-list.tsx'
import { Room } from './room.tsx'
import { UnknownNotice } from './unknown-notice.tsx'
import { t } from './words.ts'
import './device.css'

/** 本机: who and where this device is, what has not arrived, room, clock, language. */
export function DeviceScreen() {
  const { place, engine } = here()
  const state = useLive(deviceState)
  const isReset = useStore(disk, (now) => now.disk === 'reset')
  const leave = () => go('')
  useBack(leave)

  return (
    <Page title={t().title} subtitle={place.title} back={leave} right={<LineStatus />}>
      <UnknownNotice />
      {isReset && (
        <Notice kind="attention" title={t().reset}>
          {t().resetHint}
        </Notice>
      )}
      <RefusedList />
      <div class="device-cards">
        <Card title={t().delivery}>
          <p>{state && t().deliveryLine(state.delivered, state.recorded)}</p>
          {state && state.photos > 0 && <p>{t().photos(state.photos)}</p>}
          <Button onClick={() => engine.nudge()}>{t().send}</Button>
        </Card>
        <Card title={t().room}>
          <Room packages={state?.packages ?? 0} />
        </Card>
        <Card title={t().look}>
          <Look />
        </Card>
        <Card title={t().clock}>
          <p>{clockWords(state?.clockOff ?? 0)}</p>
        </Card>
        <Card title={t().where}>
          <p>{t().version(__VERSION__)}</p>
          <p class="lesser">
            {t().number} {state?.device}
          </p>
          <NewVersion />
        </Card>
      </div>
    </Page>
  )
}

/** @param off hub's clock minus this one's, ms */
function clockWords(off: number): string {
  const minutes = Math.round(Math.abs(off) / 60_000)
  if (minutes < 2) return t().clockRight
  return minutes < 2 * 1440 ? t().clockOff(minutes, off < 0) : t().dateOff(Math.round(minutes / 1440), off < 0)
}

function Card({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="sheet device-card">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Look() {
  const [now, setNow] = useState(theme)
  const turn = (to: typeof now) => {
    setTheme(to)
    setNow(to)
  }
  return (
    <>
      <fieldset class="device-choice">
        <legend class="unseen">{t().language}</legend>
        {(['zh', 'en'] as const).map((one) => (
          <Button key={one} lang={one} pressed={language() === one} onClick={() => setLanguage(one)}>
            {one === 'zh' ? '中文' : 'English'}
          </Button>
        ))}
      </fieldset>
      <fieldset class="device-choice">
        <legend class="unseen">{t().theme}</legend>
        <Button icon={IconSun} pressed={now === 'light'} onClick={() => turn('light')}>
          {t().light}
        </Button>
        <Button icon={IconMoon} pressed={now === 'dark'} onClick={() => turn('dark')}>
          {t().dark}
        </Button>
      </fieldset>
      <p class="lesser">{t().darkHint}</p>
    </>
  )
}

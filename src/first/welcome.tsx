import { useEffect, useState } from 'preact/hooks'
import { setLanguage, useLanguage } from '../i18n/language.ts'
import { type KnownPlace, knownPlaces } from '../known-places.ts'
import { go } from '../route.ts'
import { refusalWords, t } from './welcome-words.ts'
import './welcome.css'

interface Demonstrated {
  code: string
  title: string
  kind: string
}

/** A captive portal may answer in the hub's place, here without the schemas that come with a place. */
const isDemonstrated = (one: Partial<Record<keyof Demonstrated, unknown>> | null): one is Demonstrated =>
  typeof one?.code === 'string' && typeof one.title === 'string' && typeof one.kind === 'string'

/** Six digits, or the eighteen that are a whole code. */
const isCode = (text: string) => /^\d{6}(\d{12})?$/.test(text)

interface WelcomeProps {
  /** Fetches what the place will be shown with. */
  fetchPlace(): void
  /** The address is the new place's now. */
  onEnrolled(): void
}

/** The first page: a code, the places of this browser, and in a demonstration its places as buttons. */
export function Welcome({ fetchPlace, onEnrolled }: WelcomeProps) {
  const language = useLanguage()
  const [code, setCode] = useState(new URLSearchParams(location.search).get('code') ?? '')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState(Date.now() < __BUILT__ ? t().clock : '')
  const [demonstration, setDemonstration] = useState<Demonstrated[]>([])
  const places = knownPlaces()

  const begin = async (given: string) => {
    setBusy(true)
    setTrouble('')
    try {
      const { enrol } = await import('./enrol.ts')
      fetchPlace()
      const result = await enrol(given)
      if (result.ok) {
        go(`/at/${result.name}`, 'replace')
        return onEnrolled()
      }
      setTrouble(refusalWords(result))
    } catch (error) {
      console.error('enrol:', error)
      setTrouble(t().noStorage)
    }
    setBusy(false)
  }

  useEffect(() => {
    if (isCode(code)) void begin(code)
    else if (places.length === 1 && places[0] && location.pathname === '/' && !location.search) {
      go(`/at/${places[0].name}`, 'replace')
      return onEnrolled()
    }
    fetch('/api/demonstration')
      .then((response) => response.json())
      .then((said: unknown) => setDemonstration(Array.isArray(said) ? said.filter(isDemonstrated) : []))
      .catch((error: unknown) => console.info('no demonstration:', error))
  }, [])

  return (
    <main class="welcome">
      <header>
        <h1>{t().name}</h1>
        <button type="button" class="quiet" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {t().language}
        </button>
      </header>
      <p class="promise">{t().promise}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void begin(code)
        }}
      >
        <label for="code">{t().enter}</label>
        <input
          id="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={24}
          class={code.length > 6 ? 'whole' : ''}
          value={code}
          disabled={busy}
          onInput={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
        />
        <button type="submit" class="primary" disabled={busy || !isCode(code)}>
          {busy ? t().enrolling : t().enrol}
        </button>
        <p class="hint">{t().hint}</p>
        {trouble && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
      </form>
      {places.length > 0 && <Places title={t().yours} places={places} />}
      {demonstration.length > 0 && (
        <section>
          <h2>{t().demonstration}</h2>
          <p class="hint">{t().demonstrationHint}</p>
          <ul>
            {demonstration.map((place) => (
              <li key={place.code}>
                <a class="place" href={`/enrol?code=${place.code}`} target="_blank" rel="noopener">
                  {place.title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  )
}

function Places({ title, places }: { title: string; places: readonly KnownPlace[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {places.map((place) => (
          <li key={place.name}>
            <a class="place" href={`/at/${place.name}`} target="_blank" rel="noopener">
              {place.title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

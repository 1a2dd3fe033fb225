import { useState } from 'preact/hooks'
import { refusalWords } from '../first/welcome-words.ts'
import { here } from '../here/here.ts'
import { line } from '../sync/line.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { type EnrolledAgain, enrolAgain } from './enrol-again.ts'
import { t } from './words.ts'

/** The hub does not know this device: nothing is lost, and a code for the same place makes it known again. */
export function UnknownNotice() {
  const { order, left } = useStore(line, (state) => state)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  if (order !== 'unknown') return null
  const { store, place, engine } = here()
  const send = async () => {
    setBusy(true)
    const result = await enrolAgain(store, code)
    setTrouble(troubleWords(result))
    if (result.ok) engine.nudge()
    setBusy(false)
  }
  return (
    <Notice kind="attention" title={t().unknown}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p>{t().unknownHint(place.title, left)}</p>
        <Field
          label={t().code}
          inputMode="numeric"
          autocomplete="one-time-code"
          value={code}
          onValue={(typed) => setCode(typed.replace(/\D/g, ''))}
          error={trouble}
        />
        <Button type="submit" disabled={busy || (code.length !== 6 && code.length !== 18)}>
          {t().enrolAgain}
        </Button>
      </form>
    </Notice>
  )
}

function troubleWords(result: EnrolledAgain): string | undefined {
  if (result.ok) return undefined
  const { why } = result
  if (why === 'other-place') return t().otherPlace(here().place.title)
  if (why === 'no-key') return t().noKey
  return refusalWords(result)
}

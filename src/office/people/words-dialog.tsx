import { useEffect, useState } from 'preact/hooks'
import type { NameWords } from '../../../core/reports/name-words.ts'
import type { OnePerson } from '../../../core/reports/people.ts'
import { storedWords } from '../../../core/reports/stored-words.ts'
import { fullDate } from '../../i18n/dates.ts'
import { language } from '../../i18n/language.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { IconErase } from '../../ui/icons/erase.tsx'
import { Notice } from '../../ui/notice.tsx'
import { t } from './name-words.ts'
import { fetchWords, strike, type Trouble, troubleIn } from './query.ts'
import { t as peopleWords } from './words.ts'

type Line = NameWords['words'][number]

interface WordsDialogProps {
  of: OnePerson
  /** So many are recorded to be struck. */
  onStruck(count: number): void
  onClose(): void
}

/** What others wrote in which somebody's name stands, to be looked at one by one, and blotted out. */
export function WordsDialog({ of, onStruck, onClose }: WordsDialogProps) {
  const [found, setFound] = useState<NameWords>()
  const [trouble, setTrouble] = useState<Trouble>()
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const ask = async () => {
    const heard = await fetchWords(of.person)
    setTrouble(troubleIn(heard))
    if (heard.is === 'yes') setFound(heard.answer)
  }
  useEffect(() => void ask(), [])
  const chosen = found?.words.filter((one) => !left.has(keyOf(one))) ?? []
  const act = async () => {
    setState('busy')
    try {
      await strike(chosen)
      onStruck(chosen.length)
      onClose()
    } catch (error) {
      console.error('striking words:', error)
      setState('failed')
    }
  }
  const toggle = (key: string) => {
    const now = new Set(left)
    if (!now.delete(key)) now.add(key)
    setLeft(now)
  }
  const isEmpty = found?.words.length === 0
  return (
    <Dialog
      title={t().title(of.name)}
      wide
      onClose={onClose}
      actions={
        found &&
        !isEmpty && (
          <>
            <Button onClick={() => setLeft(chosen.length > 0 ? new Set(found.words.map(keyOf)) : new Set())}>
              {chosen.length > 0 ? t().noneChosen : t().all}
            </Button>
            <Button onClick={onClose}>{t().keep}</Button>
            <Button
              kind="danger"
              icon={IconErase}
              disabled={chosen.length === 0 || state === 'busy'}
              onClick={() => void act()}
            >
              {t().strike(chosen.length)}
            </Button>
          </>
        )
      }
    >
      <div class="stack">
        {state === 'failed' && <Notice kind="attention">{t().notSaved}</Notice>}
        {trouble ? (
          <Notice
            kind={trouble === 'noLine' ? 'waiting' : 'attention'}
            action={<Button onClick={() => void ask()}>{t().again}</Button>}
          >
            {peopleWords()[trouble]}
          </Notice>
        ) : (
          !found && <p>{t().looking}</p>
        )}
        {isEmpty && <p>{t().none}</p>}
        {found && !isEmpty && (
          <>
            <p>{t().hint}</p>
            <ul class="people-lines people-said">
              {found.words.map((one) => (
                <li key={keyOf(one)}>
                  <label>
                    <input type="checkbox" checked={!left.has(keyOf(one))} onChange={() => toggle(keyOf(one))} />
                    <span>
                      <Marked line={one} />
                      <small class="people-below">{t().line(kindOf(one), one.by, fullDate(one.at))}</small>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
            {found.more > 0 && <p class="lesser">{t().more(found.more)}</p>}
            <p>
              <strong class="people-never">{t().never}</strong>
            </p>
          </>
        )}
      </div>
    </Dialog>
  )
}

/** What was written, with the name made out in it. */
function Marked({ line: { text, spans } }: { line: Line }) {
  const ends = [0, ...spans.flatMap(({ from, below }) => [from, below]), text.length]
  const parts = ends.slice(1).map((end, n) => text.slice(ends[n], end))
  return <>{parts.map((part, n) => (n % 2 === 1 ? <mark key={ends[n]}>{part}</mark> : part))}</>
}

const keyOf = ({ device, seq }: Line) => `${device}:${seq}`

function kindOf({ kind }: Line): string {
  return kind === 'place.described' ? peopleWords().placeTitle : (storedWords[language()][kind] ?? kind)
}

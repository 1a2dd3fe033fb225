import { useState } from 'preact/hooks'
import { here, useLive } from '../here/here.ts'
import { badgeOf, type ClassPupil, pupilsHere, tasksFor } from '../homework/index.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Avatar } from '../ui/avatars/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { pupilTakesOver } from '../who/who.ts'
import { t } from './words.ts'
import './picker.css'

/** 你是谁: the home of a tablet that belongs to nobody. */
export function PickerScreen() {
  const pupils = useLive(pupilsWithBadges)
  const [together, setTogether] = useState<readonly ClassPupil[]>()

  const begin = (picked: readonly ClassPupil[]) => {
    const [first, ...others] = picked
    if (!first) return
    pupilTakesOver([first.id, ...others.map((one) => one.id)], picked.map((one) => one.name).join('、'))
    go('pupil')
  }
  const touch = (pupil: ClassPupil) => {
    if (!together) return begin([pupil])
    const others = together.filter((one) => one.id !== pupil.id)
    setTogether(others.length < together.length ? others : [...together, pupil].slice(0, 6))
  }

  return (
    <Page title={t().who} right={<LineStatus />} footer={<Footer />}>
      {pupils?.length === 0 ? (
        <Empty picture={<PictureDesk />}>{t().nobody}</Empty>
      ) : (
        <div class="picker-grid">
          {pupils?.map((pupil) => (
            <button
              type="button"
              key={pupil.id}
              class="picker-pupil"
              aria-pressed={together ? together.some((one) => one.id === pupil.id) : undefined}
              onClick={() => touch(pupil)}
            >
              <Avatar picture={pupil.picture} size="8rem" />
              <strong class="kai">{pupil.name}</strong>
              <small>{badgeWords(pupil)}</small>
            </button>
          ))}
        </div>
      )}
      {pupils && pupils.length > 1 && (
        <div class="row picker-together">
          <Button pressed={together !== undefined} onClick={() => setTogether(together ? undefined : [])}>
            {together ? t().cancel : t().together}
          </Button>
          {together && together.length > 1 && (
            <Button kind="primary" onClick={() => begin(together)}>
              {t().begin(together.length)}
            </Button>
          )}
        </div>
      )}
    </Page>
  )
}

function Footer() {
  return (
    <>
      <span class="lesser">{here().place.title}</span>
      <Button onClick={() => go('unlock/homework')}>{t().teacher}</Button>
    </>
  )
}

type WithBadge = ClassPupil & ReturnType<typeof badgeOf>

async function pupilsWithBadges(): Promise<WithBadge[]> {
  const pupils = await pupilsHere()
  return Promise.all(pupils.map(async (pupil) => ({ ...pupil, ...badgeOf(await tasksFor(pupil)) })))
}

function badgeWords({ open, correct }: WithBadge): string {
  if (correct > 0) return t().correct(correct)
  return open > 0 ? t().homework(open) : ''
}

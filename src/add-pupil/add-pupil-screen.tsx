import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { Title } from '../../core/facts/ids.ts'
import { useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { useBack } from '../here/use-back.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Avatar } from '../ui/avatars/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { IconPlus } from '../ui/icons/plus.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import { addPupil } from './add-pupil.ts'
import { type Adding, adding } from './add-pupil-query.ts'
import { t } from './words.ts'
import './add-pupil.css'

/** A child who is on no list gets a name and a picture, and stands in the register. `path` names the lesson. */
export function AddPupilScreen({ path }: { path: string[] }) {
  const [lesson = ''] = path
  const person = useStore(who, (state) => state.person)
  const view = useLive(() => adding(lesson, person), [lesson, person])
  const leave = () => go(`attendance/${lesson}`, 'replace')
  useBack(leave)
  if (!view) return null
  if (view === 'unknown') {
    return (
      <Page title={t().unknown} back={() => go('')} right={<LineStatus />}>
        <Empty picture={<PictureDesk />} action={<Button onClick={() => go('')}>{t().home}</Button>}>
          {t().unknownHint}
        </Empty>
      </Page>
    )
  }
  return (
    <Page title={t().title} subtitle={view.className} back={leave} right={<LineStatus />}>
      {view.allowed ? <NameAndPicture view={view} leave={leave} /> : <Locked lesson={lesson} />}
    </Page>
  )
}

function NameAndPicture({ view, leave }: { view: Adding; leave: () => void }) {
  const [name, setName] = useState(t().newcomer(view.before + 1))
  const [chosen, choose] = useState(view.pictures[0] ?? '')
  const { trouble, attempt } = useAttempt()
  const named = v.safeParse(Title, name.trim())
  const add = async () => {
    const { class: classId, number } = view
    const work = () => addPupil({ class: classId, name: named.success ? named.output : '', picture: chosen, number })
    if (await attempt(work)) leave()
  }
  return (
    <div class="stack">
      <TroubleNotice trouble={trouble} />
      <Field first label={t().name} hint={t().nameHint} value={name} onValue={(text) => setName(text.slice(0, 40))} />
      <section class="stack">
        <h2>{t().picture}</h2>
        <div class="add-pupil-pictures">
          {view.pictures.map((picture, n) => (
            <Button
              key={picture}
              aria-label={t().pictureOf(n + 1)}
              pressed={picture === chosen}
              onClick={() => choose(picture)}
            >
              <Avatar picture={picture} size="2.6em" />
            </Button>
          ))}
        </div>
      </section>
      <div class="row">
        <Button big kind="primary" icon={IconPlus} disabled={!named.success} onClick={add}>
          {t().add(view.number)}
        </Button>
      </div>
      <p class="lesser">{t().done}</p>
    </div>
  )
}

function Locked({ lesson }: { lesson: string }) {
  const locked = useStore(who, (state) => state.as !== 'adult')
  if (!locked) return <Notice>{t().notAllowed}</Notice>
  const unlock = (
    <Button first kind="primary" onClick={() => go(`unlock/add-pupil/${lesson}`, 'replace')}>
      {t().unlock}
    </Button>
  )
  return (
    <Empty picture={<PictureDesk />} action={unlock}>
      <strong>{t().locked}</strong>
    </Empty>
  )
}

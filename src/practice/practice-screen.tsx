import { useEffect, useState } from 'preact/hooks'
import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import { useLive } from '../here/here.ts'
import { PupilFrame } from '../homework/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { IconSun } from '../ui/icons/sun.tsx'
import { PictureAllDone } from '../ui/pictures/all-done.tsx'
import { PictureParcel } from '../ui/pictures/parcel.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import { Eyes } from './eyes.ts'
import type { Planned } from './plan.ts'
import { practiceOf } from './practice-query.ts'
import { Round } from './round.tsx'
import { t } from './words.ts'
import './practice.css'

const eyes = new Eyes(() => performance.now())

/** 练习: today's plan of one pupil, one thing at a time. */
export function PracticeScreen() {
  const pupil = useStore(who, (state) => (state.pupils.length === 1 ? state.pupils[0] : undefined))
  useEffect(() => {
    if (!pupil) go('pupil', 'replace')
  }, [pupil])
  return pupil ? <OfPupil key={pupil} pupil={pupil} /> : null
}

function OfPupil({ pupil }: { pupil: PersonId }) {
  const practice = useLive(async () => (await practiceOf(pupil)) ?? 'nobody', [pupil])
  // The plan as it was when the pupil began: answering must not change what comes next.
  const [begun, setBegun] = useState<{ class: ClassId; plan: readonly Planned[] }>()
  const [rest, setRest] = useState(0)
  const [done, setDone] = useState(false)

  useEffect(() => {
    if (begun || !practice || practice === 'nobody' || practice.plan.length === 0) return
    setBegun(practice)
    setRest(eyes.next(pupil))
  }, [practice])

  if (!practice) return null
  if (rest > 0) return <Rest ms={rest} />
  if (begun && !done) {
    return (
      <Round
        pupil={pupil}
        classId={begun.class}
        plan={begun.plan}
        onNext={() => setRest(eyes.next(pupil))}
        onDone={() => setDone(true)}
      />
    )
  }
  const nothing = practice === 'nobody' || !practice.any
  return (
    <PupilFrame line={t().title} footer={<Back />} back={toPupil}>
      <Empty picture={nothing ? <PictureParcel /> : <PictureAllDone />}>
        <strong role="status">{nothing ? t().nothing : t().done}</strong>
        <br />
        {nothing ? t().nothingHint : t().doneHint}
        {practice !== 'nobody' && practice.missing && `\n${t().missing}`}
      </Empty>
    </PupilFrame>
  )
}

function Rest({ ms }: { ms: number }) {
  return (
    <PupilFrame line={t().title} footer={<Back />} back={toPupil}>
      <Empty picture={<IconSun size="8rem" />}>
        <strong role="status">{t().rest}</strong>
        <br />
        {t().restHint}
        <br />
        {t().restLeft(Math.ceil(ms / 60_000))}
      </Empty>
    </PupilFrame>
  )
}

function Back() {
  return (
    <Button big first onClick={toPupil}>
      {t().back}
    </Button>
  )
}

function toPupil(): void {
  go('pupil')
}

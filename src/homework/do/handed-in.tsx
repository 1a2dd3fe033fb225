import { LineStatus } from '../../line/index.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { PictureAllDone } from '../../ui/pictures/all-done.tsx'
import { handOver } from '../../who/who.ts'
import { PupilFrame } from '../pupil/pupil-frame.tsx'
import { t as pupilWords } from '../pupil/words.ts'
import { t } from './words.ts'

/** 交好了: and where it is now, on its way or delivered. */
export function HandedIn() {
  const footer = (
    <>
      <Button big onClick={() => go('pupil', 'replace')}>
        {t().more}
      </Button>
      <Button
        big
        first
        kind="primary"
        onClick={() => {
          handOver()
          go('')
        }}
      >
        {pupilWords().handOver}
      </Button>
    </>
  )
  return (
    <PupilFrame footer={footer} back={() => go('pupil', 'replace')}>
      <Empty picture={<PictureAllDone />} action={<LineStatus />}>
        <strong role="status">{t().handed}</strong>
        <br />
        {t().handedHint}
      </Empty>
    </PupilFrame>
  )
}

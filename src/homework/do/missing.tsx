import { useState } from 'preact/hooks'
import { here } from '../../here/here.ts'
import { fetchPackage } from '../../library/index.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { PictureParcel } from '../../ui/pictures/parcel.tsx'
import type { Sheet } from '../queries.ts'
import { t } from '../words.ts'

/** Homework whose questions have not reached this tablet yet. */
export function Missing({ sheet }: { sheet: Sheet }) {
  const [failed, setFailed] = useState(false)
  const fetchNow = () => {
    setFailed(false)
    const { store, carrier } = here()
    fetchPackage(store, carrier, sheet.assignment.manifest).catch((error: unknown) => {
      console.info('homework:', error)
      setFailed(true)
    })
  }
  return (
    <Page title={sheet.assignment.title} back="pupil">
      <Empty picture={<PictureParcel />} action={<Button onClick={fetchNow}>{t().fetchNow}</Button>}>
        {failed ? t().fetchFailed : t().missing}
      </Empty>
    </Page>
  )
}

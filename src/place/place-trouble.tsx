import { useEffect, useState } from 'preact/hooks'
import { here } from '../here/here.ts'
import { words } from '../i18n/words.ts'
import { forgetPlace } from '../known-places.ts'
import type { Wiped } from '../store/order.ts'
import { line } from '../sync/line.ts'
import { goOnWiping } from '../sync/take-back.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PictureParcel } from '../ui/pictures/parcel.tsx'
import { useStore } from '../ui/use-store.ts'

const t = words({
  zh: {
    gone: '本机没有这个地方的数据',
    goneHint: '可能浏览器清理了数据，或者已经被收回。已经送到服务器的都在；请用新的登记码重新登记。',
    closed: '浏览器不让打开本机数据',
    closedHint: '可能是无痕模式，或存储满了。请用普通窗口打开；满了请先清理照片或应用。没有删除任何东西。',
    first: '回到登记页',
    again: '再试一次',
    takenBack: '这台设备已被收回',
    takenBackHint: '县里或学校收回了这台设备，它不再用于这个地方。',
    leaving: (left: number) =>
      left > 0
        ? `还有 ${left} 条没有送到服务器。请保持联网，不要清理浏览器：送到以后，这里的数据会自动清除。`
        : '这里的数据正在清除。',
    wiped: (count: number) =>
      count > 0
        ? `这里记下的 ${count} 条都已送到服务器，由县里保管；本机的数据已经清除。`
        : '本机的数据已经清除。这里没有别的记录。',
    lost: (count: number) => `另有 ${count} 条服务器没有收，已随数据清除。请告诉县里。`,
    next: '还要用这台设备，请向学校或县里要一个新的登记码。如果收回得不对，也请马上告诉县里。',
    code: '输入登记码',
  },
  en: {
    gone: 'This device has no data of that place',
    goneHint:
      'The browser may have cleared it, or it was revoked. What reached the server is safe; enrol again with a new code.',
    closed: 'The browser does not let us open this device’s data',
    closedHint:
      'A private window, or storage is full. Use an ordinary window, or free some room first. Nothing was deleted.',
    first: 'To the enrolment page',
    again: 'Try again',
    takenBack: 'This device was taken back',
    takenBackHint: 'The county or the school has taken this device back. It does not serve this place any more.',
    leaving: (left) =>
      left > 0
        ? `${left} records have not reached the server yet. Keep it on line and do not clear the browser: once they are there, all data is removed from here.`
        : 'The data is being removed from here.',
    wiped: (count) =>
      count > 0
        ? `All ${count} records made here have reached the server, where the county keeps them. This device’s data was removed.`
        : 'This device’s data was removed. No records were made here.',
    lost: (count) => `The server would not take ${count} more; they were removed with the rest. Tell the county.`,
    next: 'To use this device again, ask the school or the county for a new code. If it was taken back by mistake, tell the county at once.',
    code: 'Enter a code',
  },
})

/** Nothing of the place is here; what is left of one that was taken back is tidied away. */
export function PlaceGone({ name }: { name: string }) {
  const [was, setWas] = useState<Wiped | 'nothing'>()
  useEffect(() => {
    goOnWiping(name).then(
      (wiped) => setWas(wiped ?? 'nothing'),
      (error: unknown) => {
        console.error('wiping:', error)
        setWas('nothing')
      },
    )
  }, [name])
  const leave = () => {
    forgetPlace(name)
    location.replace('/enrol')
  }
  if (was === undefined) return null
  if (was !== 'nothing') return <WasTakenBack wiped={was} />
  return (
    <Page title={t().gone}>
      <Empty picture={<PictureParcel />} action={<Button onClick={leave}>{t().first}</Button>}>
        {t().goneHint}
      </Empty>
    </Page>
  )
}

export function StorageClosed() {
  return (
    <Page title={t().closed}>
      <Empty picture={<PictureParcel />} action={<Button onClick={() => location.reload()}>{t().again}</Button>}>
        {t().closedHint}
      </Empty>
    </Page>
  )
}

/** The office has taken this device back: what was recorded goes up, everything here goes away, and this page says so. */
export function TakenBack() {
  const { left, wiped } = useStore(line, (state) => state)
  // Also where the page opens with the order that it heard the last time.
  useEffect(() => here().engine.begin(), [])
  if (wiped) return <WasTakenBack wiped={wiped} />
  return (
    <Page title={t().takenBack} subtitle={t().takenBackHint}>
      <Notice kind={left > 0 ? 'waiting' : 'hint'}>{t().leaving(left)}</Notice>
      <Empty picture={<PictureParcel />}>{t().next}</Empty>
    </Page>
  )
}

function WasTakenBack({ wiped }: { wiped: Wiped }) {
  return (
    <Page title={t().takenBack} subtitle={t().takenBackHint}>
      <Notice kind="done">{t().wiped(wiped.delivered)}</Notice>
      {wiped.lost > 0 && <Notice kind="attention">{t().lost(wiped.lost)}</Notice>}
      <Empty
        picture={<PictureParcel />}
        action={
          <Button kind="primary" onClick={() => location.replace('/enrol')}>
            {t().code}
          </Button>
        }
      >
        {t().next}
      </Empty>
    </Page>
  )
}

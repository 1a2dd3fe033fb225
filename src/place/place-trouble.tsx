import { words } from '../i18n/words.ts'
import { forgetPlace } from '../known-places.ts'

const t = words({
  zh: {
    gone: '本机没有这个地方的数据',
    goneHint: '可能浏览器清理了数据，或者已经被收回。已经送到服务器的都在；请用新的登记码重新登记。',
    closed: '浏览器不让打开本机数据',
    closedHint: '可能是无痕模式，或存储满了。请用普通窗口打开；满了请先清理照片或应用。没有删除任何东西。',
    first: '回到登记页',
    again: '再试一次',
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
  },
})

/** A place that cannot be opened: what that means and what to do. */
export function PlaceTrouble({ name, why }: { name: string; why: 'no-such-place' | 'no-storage' }) {
  const gone = why === 'no-such-place'
  const leave = () => {
    forgetPlace(name)
    location.replace('/enrol')
  }
  return (
    <main class="sheet stack" style={{ maxWidth: '40rem', margin: '10vh auto' }}>
      <h1>{gone ? t().gone : t().closed}</h1>
      <p>{gone ? t().goneHint : t().closedHint}</p>
      {gone ? (
        <button type="button" onClick={leave}>
          {t().first}
        </button>
      ) : (
        <button type="button" onClick={() => location.reload()}>
          {t().again}
        </button>
      )}
    </main>
  )
}

import { useEffect, useState } from 'preact/hooks'
import { here } from '../here/here.ts'
import { bytes } from '../i18n/amounts.ts'
import { goOnPreparing, removePackage } from '../library/room/index.ts'
import { Button } from '../ui/button.tsx'
import { type RoomHere, roomHere } from './device-query.ts'
import { t } from './words.ts'

/** 存储: how much is used and free, what takes it, and what can be given up. */
export function Room({ packages }: { packages: number }) {
  const [now, setNow] = useState<RoomHere>()
  const [busy, setBusy] = useState(false)
  const look = () => roomHere().then(setNow)
  useEffect(() => void look(), [packages])
  const ask = async () => {
    await navigator.storage?.persist?.()
    await look()
  }
  const clear = async (spare: RoomHere['spare']) => {
    setBusy(true)
    for (const { hash } of spare) await removePackage(here().store, hash)
    goOnPreparing()
    await look()
    setBusy(false)
  }
  if (!now) return null
  const spare = now.spare.reduce((sum, { size }) => sum + size, 0)
  return (
    <>
      <p>{t().roomLine(bytes(now.used), bytes(Math.max(0, now.quota - now.used)))}</p>
      <ul class="lesser">
        <li>{t().packages(packages, bytes(now.packages))}</li>
        <li>{t().photosHere(bytes(now.photos))}</li>
        {now.letters > 0 && <li>{t().letters(bytes(now.letters))}</li>}
        {now.ballast > 0 && <li>{t().ballast(bytes(now.ballast))}</li>}
      </ul>
      <p class="lesser">{now.persisted ? t().kept : t().notKept}</p>
      <div class="row">
        {!now.persisted && <Button onClick={() => void ask()}>{t().keep}</Button>}
        {now.spare.length > 0 && (
          <Button disabled={busy} onClick={() => void clear(now.spare)}>
            {t().makeRoom(now.spare.length, bytes(spare))}
          </Button>
        )}
      </div>
      {now.spare.length > 0 && <p class="lesser">{t().makeRoomHint}</p>}
    </>
  )
}

import { useEffect, useState } from 'preact/hooks'
import type { Photo } from '../../../core/rows/work.ts'
import { here, useLive } from '../../here/here.ts'
import { readBlob } from '../../store/blobs.ts'
import { fetchBlob } from '../../sync/fetch-blob.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { t } from '../words.ts'

/** A photo of paper: its thumbnail as soon as it is here, the whole when it has come; turned and enlarged by touch. */
export function PhotoView({ photo }: { photo: Photo }) {
  const whole = useLive(() => wholeOf(photo.photo), [photo.photo])
  const small = useLive(() => wholeOf(photo.thumbnail), [photo.thumbnail])
  const [turns, setTurns] = useState(0)
  const [large, setLarge] = useState(false)
  const [failed, setFailed] = useState(false)
  const url = useUrl(whole ? photo.photo : small ? photo.thumbnail : undefined)

  const ask = async () => {
    setFailed(false)
    const { store, carrier } = here()
    try {
      await fetchBlob(store, carrier, { hash: photo.thumbnail, type: 'image/jpeg' })
      await fetchBlob(store, carrier, { hash: photo.photo, size: photo.bytes, type: 'image/jpeg' })
    } catch (error) {
      console.info('photo:', error)
      setFailed(true)
    }
  }
  useEffect(() => {
    if (whole === false) void ask()
  }, [whole])

  return (
    <figure class={large ? 'mark-photo mark-photo-large' : 'mark-photo'}>
      {url && (
        <button type="button" onClick={() => setLarge(!large)} aria-label={large ? t().close : t().paper}>
          <img src={url} alt="" style={{ transform: `rotate(${turns * 90}deg)` }} />
        </button>
      )}
      {whole === false && (
        <Notice kind="waiting" action={<Button onClick={() => void ask()}>{t().photoAsk}</Button>}>
          {failed ? t().photoFailed : t().photoOnTheWay}
        </Notice>
      )}
      {url && <Button onClick={() => setTurns((turns + 1) % 4)}>{t().rotate}</Button>}
    </figure>
  )
}

async function wholeOf(hash: string): Promise<boolean> {
  return (await here().store.db.blobs.get(hash))?.whole === 1
}

function useUrl(hash: string | undefined): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!hash) return
    let made: string | undefined
    void readBlob(here().store, hash).then((blob) => {
      made = blob && URL.createObjectURL(blob.bytes)
      setUrl(made)
    })
    return () => {
      if (made) URL.revokeObjectURL(made)
    }
  }, [hash])
  return url
}

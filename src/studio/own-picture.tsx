import { CameraTrouble, OwnPictureView, Picture, type useOwnPicture, type usePublishing } from '../media/index.ts'
import { Button } from '../ui/button.tsx'
import { IconCamera } from '../ui/icons/camera.tsx'
import { IconScreen } from '../ui/icons/screen.tsx'
import { t } from './words.ts'
import '../ui/field.css'

interface StudioPictureProps {
  picture: ReturnType<typeof useOwnPicture>
  published: ReturnType<typeof usePublishing>
  /** Whether it is to be sent: first one looks at it oneself. */
  sending: boolean
  /** Whether an encoder sends one in this device's name. */
  encoder: boolean
  onEncoder: () => void
  /** Whether the picture is kept; undefined where it may not be. */
  keeps: boolean | undefined
  onKeep: (keeps: boolean) => void
  onSend: (sending: boolean) => void
  /** What comes from the class that has the floor. */
  floor: MediaStream | undefined
}

/** The host's picture: chosen, looked at, and then sent; as long as it is sent that is to be seen. */
export function StudioPicture(props: StudioPictureProps) {
  const { picture, published, sending, encoder, onEncoder, onSend, floor, keeps, onKeep } = props
  const { stream, source, cameras } = picture
  const chosen = stream?.getVideoTracks()[0]?.getSettings().deviceId ?? ''
  const off = () => {
    onSend(false)
    picture.off()
  }
  return (
    <section class="studio-picture" aria-label={t().picture}>
      <h2>{t().picture}</h2>
      {encoder && (
        <>
          <p class="studio-hand">{t().encoderShows}</p>
          <p class="studio-how">{t().encoderFirst}</p>
        </>
      )}
      <CameraTrouble picture={picture} published={published} />
      <div class="studio-pictures">
        <OwnPictureView picture={picture} on={sending} />
        {floor && (
          <figure class="studio-floor">
            <Picture stream={floor} label={t().floorPicture} />
            <figcaption>{t().floorPicture}</figcaption>
          </figure>
        )}
      </div>
      {stream && <p class={sending ? 'studio-hand' : 'studio-how'}>{howItStands(sending, published)}</p>}
      {stream && source?.from === 'camera' && cameras.length > 1 && (
        <select
          class="ui-field-control"
          aria-label={t().whichCamera}
          value={chosen}
          onChange={({ currentTarget }) => void picture.open({ from: 'camera', device: currentTarget.value })}
        >
          {cameras.map(({ id, label }, n) => (
            <option key={id} value={id}>
              {label || t().camera(n + 1)}
            </option>
          ))}
        </select>
      )}
      {keeps !== undefined && (stream || encoder) && (
        <label class="studio-keep">
          <input type="checkbox" checked={keeps} onChange={({ currentTarget }) => onKeep(currentTarget.checked)} />
          <span>{t().keepPicture}</span>
        </label>
      )}
      <div class="studio-kinds">
        {stream && !sending && !encoder && (
          <Button kind="primary" onClick={() => onSend(true)}>
            {t().sendPicture}
          </Button>
        )}
        {!encoder && (source?.from !== 'camera' || !stream) ? (
          <Button icon={IconCamera} onClick={() => void picture.open({ from: 'camera' })}>
            {t().openCamera}
          </Button>
        ) : null}
        {!encoder && (source?.from !== 'screen' || !stream) ? (
          <Button icon={IconScreen} onClick={() => void picture.open({ from: 'screen' })}>
            {t().shareScreen}
          </Button>
        ) : null}
        {!stream && <Button onClick={onEncoder}>{t().encoder}</Button>}
        {stream && <Button onClick={off}>{t().pictureOff}</Button>}
      </div>
    </section>
  )
}

function howItStands(sending: boolean, published: ReturnType<typeof usePublishing>): string {
  if (!sending) return t().onlyHere
  return published === 'on' ? t().pictureOn : t().pictureWaits
}

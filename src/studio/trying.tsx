import { useState } from 'preact/hooks'
import { soundTracks } from '../../core/live/room-messages.ts'
import type { SoundMode } from '../../core/sound/mode.ts'
import { MicrophoneButton, MicrophoneTrouble, useMicrophone } from '../live/index.ts'
import { CameraTrouble, OwnPictureView, useOwnPicture } from '../media/index.ts'
import { Button } from '../ui/button.tsx'
import { IconCamera } from '../ui/icons/camera.tsx'
import { useChosenMicrophone } from './chosen-microphone.ts'
import { MicrophoneChoice } from './microphone-choice.tsx'
import { t } from './words.ts'

/** Before a lesson: whether one's microphone hears and one's camera sees. Nothing of it leaves this page. */
export function Trying({ mode }: { mode: SoundMode }) {
  const [listens, setListens] = useState(false)
  const [device, choose] = useChosenMicrophone()
  const microphone = useMicrophone(undefined, {
    ...{ on: listens, track: soundTracks.host, mode, device },
    now: () => performance.now(),
  })
  const picture = useOwnPicture()
  return (
    <section class="studio-trying" aria-label={t().trying}>
      <h2>{t().trying}</h2>
      <MicrophoneTrouble microphone={microphone} />
      <CameraTrouble picture={picture} published={undefined} />
      <div class="studio-kinds">
        <MicrophoneButton microphone={microphone} on={listens} onToggle={() => setListens(!listens)} />
        <MicrophoneChoice chosen={device} onChoose={choose} isOpen={microphone.state?.at === 'recording'} />
        <Button
          icon={IconCamera}
          pressed={picture.stream !== undefined}
          onClick={() => (picture.stream ? picture.off() : void picture.open({ from: 'camera' }))}
        >
          {t().openCamera}
        </Button>
      </div>
      <OwnPictureView picture={picture} on={false} />
      <p class="lesser">{listens ? t().tryingSpeak : t().tryingHint}</p>
    </section>
  )
}

import { useEffect, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import type { OwnPicture } from '../media/index.ts'
import { rememberSent, sentBefore } from './sent-before.ts'

/**
 * Whether the host's own picture is to be shown to the classes: first one looks at it oneself. A camera that was being shown when the page was loaded
 * anew is shown again; a screen the browser gives nobody without a touch.
 */
export function useSending(room: LessonId, own: OwnPicture): [sending: boolean, send: (sending: boolean) => void] {
  const [sending, setSending] = useState(false)
  const [before] = useState(() => sentBefore(room))
  const [isAgain, setAgain] = useState(before !== undefined)
  const { stream, source } = own
  const device = sending && source?.from === 'camera' ? stream?.getVideoTracks()[0]?.getSettings().deviceId : undefined

  // What broke off is looked at again before it is sent again.
  useEffect(() => {
    if (!stream) setSending(false)
  }, [stream])
  useEffect(() => {
    if (!before) return
    void own
      .open({ from: 'camera', ...before })
      .then(setSending)
      .finally(() => setAgain(false))
  }, [])
  useEffect(() => {
    if (!isAgain) rememberSent(room, device)
  }, [room, device, isAgain])
  // Who leaves the page by its own ways has the camera off.
  useEffect(() => () => rememberSent(room, undefined), [room])
  return [sending, setSending]
}

import { useEffect, useState } from 'preact/hooks'
import { type KnownMicrophone, microphones } from '../sound/index.ts'
import { t } from './words.ts'
import '../ui/field.css'

interface MicrophoneChoiceProps {
  chosen: string | undefined
  onChoose: (id: string | undefined) => void
  /** Whether one is open: before a person has allowed any, browsers do not say what there are. */
  isOpen: boolean
}

/** Which microphone, where there are several. */
export function MicrophoneChoice({ chosen, onChoose, isOpen }: MicrophoneChoiceProps) {
  const [all, setAll] = useState<readonly KnownMicrophone[]>([])
  useEffect(() => {
    const list = () => void microphones().then(setAll, () => undefined)
    const { mediaDevices } = navigator
    mediaDevices?.addEventListener('devicechange', list)
    list()
    return () => mediaDevices?.removeEventListener('devicechange', list)
  }, [isOpen])
  if (all.length < 2) return null
  return (
    <select
      class="ui-field-control studio-microphone"
      aria-label={t().whichMicrophone}
      value={all.some(({ id }) => id === chosen) ? chosen : ''}
      onChange={({ currentTarget }) => onChoose(currentTarget.value || undefined)}
    >
      <option value="">{t().anyMicrophone}</option>
      {all.map(({ id, label }, n) => (
        <option key={id} value={id}>
          {label || t().microphone(n + 1)}
        </option>
      ))}
    </select>
  )
}

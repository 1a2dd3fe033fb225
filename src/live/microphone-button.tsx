import { useEffect, useRef } from 'preact/hooks'
import { soundWords } from '../sound/index.ts'
import { Button } from '../ui/button.tsx'
import { IconMicrophone } from '../ui/icons/microphone.tsx'
import { Notice } from '../ui/notice.tsx'
import type { LiveMicrophone } from './use-microphone.ts'
import { t } from './words.ts'
import './live.css'

interface MicrophoneButtonProps {
  microphone: LiveMicrophone
  on: boolean
  onToggle: () => void
  /** Switching it on is the thing to do next. */
  primary?: boolean
}

/** Switches one's own sound on and off, and shows that it is heard. */
export function MicrophoneButton({ microphone, on, onToggle, primary }: MicrophoneButtonProps) {
  const bar = useRef<HTMLSpanElement>(null)
  const recording = microphone.state?.at === 'recording'
  useEffect(() => {
    if (!recording) return
    const timer = setInterval(() => {
      if (bar.current) bar.current.style.transform = `scaleX(${Math.min(1, microphone.level())})`
    }, 100)
    return () => clearInterval(timer)
  }, [recording])
  return (
    <Button
      kind={primary && !on ? 'primary' : 'plain'}
      icon={IconMicrophone}
      pressed={on}
      class="live-microphone"
      onClick={onToggle}
    >
      <span>
        {on ? t().microphoneOn : t().microphoneOff}
        <span class="live-level">{recording && <span class="live-level-bar" ref={bar} />}</span>
      </span>
    </Button>
  )
}

/** What is wrong with the microphone, and what to do. */
export function MicrophoneTrouble({ microphone }: { microphone: LiveMicrophone }) {
  const at = microphone.state?.at
  if (!at || at === 'recording' || at === 'paused') return null
  return <Notice kind="attention">{soundWords()[at]}</Notice>
}

import type { ComponentChildren } from 'preact'
import { Press } from '../../ui/press.tsx'

/** A figure that opens the rows behind it. @param label what comes, for who does not see where it stands */
export function Opens({ label, to, children }: { label: string; to: () => void; children: ComponentChildren }) {
  return (
    <Press class="office-opens" onClick={to}>
      {children}
      <span class="unseen">{label}</span>
    </Press>
  )
}

import { Bar } from '../../ui/bar.tsx'
import type { Budget } from './budget.ts'
import { t } from './words.ts'

/** A day's written homework against what it may be: what is set, and what this piece adds. */
export function Minutes({ budget, day }: { budget: Budget; day: string }) {
  const { allowed, set, adds, over } = budget
  const whole = Math.max(allowed, set + adds, 1)
  return (
    <div class="set-minutes">
      <p class="lesser">{t().budget(day, set, allowed)}</p>
      <Bar
        label={t().bar(set, adds, allowed)}
        share={[
          { share: set / whole, tone: 'blue' },
          { share: adds / whole, tone: over > 0 ? 'amber' : 'persimmon' },
        ]}
      />
    </div>
  )
}

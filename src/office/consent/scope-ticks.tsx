import { type ConsentScope, consentScopes } from '../../../core/people/consent.ts'
import { t } from './words.ts'

interface ScopeTicksProps {
  scope: readonly ConsentScope[]
  onScope(scope: ConsentScope[]): void
}

/** What a form agrees to: both, one, or nothing. */
export function ScopeTicks({ scope, onScope }: ScopeTicksProps) {
  const toggle = (one: ConsentScope) =>
    onScope(consentScopes.filter((other) => scope.includes(other) !== (other === one)))
  return (
    <fieldset class="consent-scopes">
      <legend>{t().what}</legend>
      {consentScopes.map((one) => (
        <label key={one} class="consent-tick">
          <input type="checkbox" checked={scope.includes(one)} onChange={() => toggle(one)} />
          {one === 'name' ? t().scopeName : t().scopePhoto}
        </label>
      ))}
      {scope.length === 0 && <p class="lesser">{t().nothingAgreed}</p>}
    </fieldset>
  )
}

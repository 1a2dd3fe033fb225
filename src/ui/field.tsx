import './field.css'
import { h, type LooseInputHTMLAttributes } from 'preact'
import { useId } from 'preact/hooks'

export interface FieldOption {
  value: string
  label: string
}

export interface FieldProps
  extends Pick<
    LooseInputHTMLAttributes<HTMLInputElement>,
    'name' | 'inputMode' | 'autocomplete' | 'placeholder' | 'required' | 'disabled' | 'min' | 'max' | 'step'
  > {
  type?: 'text' | 'number' | 'date' | 'time' | 'search' | 'tel' | 'email' | 'url' | 'password' | undefined
  label: string
  /** What stands above it says the same already, as a table's heading does: the label is for those who hear the page. */
  labelled?: boolean | undefined
  value: string
  onValue: (value: string) => void
  hint?: string | undefined
  /** What is wrong and what to do about it. */
  error?: string | undefined
  /** More than one makes it a text of so many lines. */
  lines?: number | undefined
  /** Makes it a choice of one. */
  options?: readonly FieldOption[] | undefined
  first?: boolean | undefined
}

/** A labelled field: one line, a text, or a choice. */
export function Field({
  label,
  labelled,
  value,
  onValue,
  hint,
  error,
  lines,
  options,
  first,
  type,
  ...rest
}: FieldProps) {
  const id = useId()
  const words = error ?? hint
  const shared = {
    id,
    value,
    name: rest.name,
    required: rest.required,
    disabled: rest.disabled,
    class: 'ui-field-control',
    'aria-invalid': error !== undefined,
    'aria-describedby': words ? `${id}-words` : undefined,
    ...(first ? { autofocus: true } : {}),
  }
  return (
    <div class="ui-field">
      <label for={id} class={labelled ? 'unseen' : undefined}>
        {label}
      </label>
      {options ? (
        <select {...shared} onChange={(event) => onValue(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : lines && lines > 1 ? (
        <textarea
          {...shared}
          rows={lines}
          placeholder={rest.placeholder}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      ) : (
        h('input', { type, ...rest, ...shared, onInput: (event) => onValue(event.currentTarget.value) })
      )}
      {words && (
        <p id={`${id}-words`} class={error ? 'ui-field-error' : 'lesser'} role={error ? 'alert' : undefined}>
          {words}
        </p>
      )}
    </div>
  )
}

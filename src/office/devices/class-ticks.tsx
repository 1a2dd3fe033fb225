import { useState } from 'preact/hooks'
import type { ClassId, SchoolId } from '../../../core/facts/ids.ts'
import type { OfficeDevices } from '../../../core/reports/office-devices.ts'
import { Field } from '../../ui/field.tsx'
import { t } from './code-words.ts'

interface ClassTicksProps {
  /** Those to choose from; one alone is chosen by itself. */
  classes: OfficeDevices['classes']
  schools: OfficeDevices['schools']
  /** They are many, and shown school by school. */
  bySchool: boolean
  chosen: ReadonlySet<ClassId>
  onChosen(chosen: ReadonlySet<ClassId>): void
}

/** The classes that a place serves: one, several grades of a room, or those that a studio teaches in other schools. */
export function ClassTicks({ classes, schools, bySchool, chosen, onChosen }: ClassTicksProps) {
  const having = schools.filter(({ school }) => classes.some((one) => one.school === school))
  const [school, setSchool] = useState<SchoolId | undefined>(having[0]?.school)
  const shown = bySchool ? classes.filter((one) => one.school === school) : classes
  const nameOf = (id: SchoolId) => (bySchool || having.length < 2 ? '' : having.find((one) => one.school === id)?.name)
  const toggle = (id: ClassId) => {
    const now = new Set(chosen)
    if (!now.delete(id)) now.add(id)
    onChosen(now)
  }
  return (
    <fieldset class="devices-ticks">
      <legend>{t().placeClass}</legend>
      {bySchool && having.length > 0 && (
        <Field
          label={t().placeClassSchool}
          value={school ?? ''}
          onValue={(value) => setSchool(value as SchoolId)} // one of those below
          options={having.map((one) => ({ value: one.school, label: one.name }))}
          hint={t().placeClasses(chosen.size)}
        />
      )}
      {classes.length === 0 && <p>{t().placeNoClass}</p>}
      {shown.map((one) => (
        <label key={one.class} class="codes-place">
          <input
            type="checkbox"
            checked={chosen.has(one.class)}
            disabled={classes.length === 1}
            onChange={() => toggle(one.class)}
          />
          {[nameOf(one.school), one.name].filter(Boolean).join(' ')}
        </label>
      ))}
    </fieldset>
  )
}

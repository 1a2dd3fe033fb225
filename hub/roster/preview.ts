import { type Change, previewTables, type RosterPreview } from '../../core/roster/preview.ts'
import { type RowKey, rowPart, rowTable } from '../../core/rows/row-key.ts'
import type { Assembled } from './assemble.ts'
import type { Wanted } from './assembly.ts'
import type { Findings } from './findings.ts'
import type { Known } from './known.ts'

/** So many changes of a table are told; all are counted. */
const shown = 50
const shownDifferences = 12
const shownPassedOver = 500

type State = Readonly<Record<string, unknown>>

/** Tells in words what would change. @param more what is told with it @param more.rows that were read */
export function previewOf(
  assembled: Assembled,
  known: Known,
  findings: Findings,
  more: Pick<RosterPreview, 'rows' | 'back'>,
): RosterPreview {
  const { changed, consents, seats, passedOver } = assembled
  const classes = classNames(changed, known)
  const tables = previewTables.map((table) => ({ table, new: 0, changed: 0, ended: 0, changes: [] as Change[] }))
  const byName = new Map<string, (typeof tables)[number]>(tables.map((one) => [one.table, one]))
  for (const { row, state } of changed) {
    const table = byName.get(rowTable(row))
    if (!table) continue
    const kept = known.states.get(row)
    const [before, after] = [kept === undefined ? undefined : (JSON.parse(kept) as State), JSON.parse(state) as State]
    const what = !before ? 'new' : after.until !== undefined && after.until !== before.until ? 'ended' : 'changed'
    table[what]++
    if (table.changes.length >= shown) continue
    table.changes.push({
      what,
      ...titleOf(row, after, known, classes),
      differences: before ? differences(before, after) : [],
    })
  }
  countConsents(consents, known, byName.get('consent'))
  return {
    tables: tables.filter((one) => one.new + one.changed + one.ended > 0),
    notes: findings.notes,
    seats,
    passedOver: passedOver.slice(0, shownPassedOver),
    ...more,
  }
}

/** Consents are counted, and told by their forms: whose they are is in the register. */
function countConsents(consents: Assembled['consents'], known: Known, table: Counted | undefined): void {
  if (!table) return
  for (const { person, form, withdrawn } of consents) {
    const before = known.consents.forms.get(person)?.find((one) => one.form === form)
    const what = !before ? 'new' : withdrawn !== before.withdrawn ? 'ended' : 'changed'
    table[what]++
    if (table.changes.length < shown) table.changes.push({ what, name: form, place: '', differences: [] })
  }
}

type Counted = RosterPreview['tables'][number]

function titleOf(
  row: RowKey,
  state: State,
  known: Known,
  classes: ReadonlyMap<string, string>,
): { name: string; place: string } {
  const text = (field: string) => String(state[field] ?? '')
  const classOf = (id: string) => classes.get(id) ?? id
  const schoolOf = (id: string) => known.schools.get(id)?.name ?? id
  switch (rowTable(row)) {
    case 'member':
      return { name: text('name'), place: classOf(rowPart(row, 0)) }
    case 'class':
      return { name: text('name'), place: text('schoolName') }
    case 'timetable':
      return { name: classOf(rowPart(row, 0)), place: '' }
    case 'course':
      return {
        name: text('subject'),
        place: `${classOf(text('class'))} ← ${text('hostSchoolName')} ${text('hostName')}`,
      }
    case 'pair':
      return { name: `${schoolOf(text('helping'))} → ${schoolOf(text('helped'))}`, place: words(state.subjects) }
    default:
      return { name: text('name'), place: '' }
  }
}

/** Classes by id, as they shall be called. */
function classNames(changed: readonly Wanted[], known: Known): Map<string, string> {
  const names = new Map([...known.classes].map(([id, one]) => [id, `${one.schoolName} ${one.name}`]))
  for (const { row, state } of changed) {
    if (rowTable(row) !== 'class') continue
    const { name, schoolName } = JSON.parse(state) as { name: string; schoolName: string } // its table's
    names.set(rowPart(row, 0), `${schoolName} ${name}`)
  }
  return names
}

function differences(before: State, after: State): Change['differences'] {
  const found: Change['differences'] = []
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [from, to] = [before[field], after[field]]
    if (JSON.stringify(from) === JSON.stringify(to)) continue
    if (field === 'calendar') {
      found.push(...differences(from as State, to as State)) // objects both
    } else if (Array.isArray(from ?? to) && typeof (from ?? to) !== 'string' && isList(from ?? to)) {
      found.push(...listDifferences(field, asList(from), asList(to)))
    } else found.push({ field, from: words(from), to: words(to) })
  }
  return found.slice(0, shownDifferences)
}

/** Of lists of lessons, bells or days: those that go, and those that come. */
function listDifferences(field: string, from: readonly unknown[], to: readonly unknown[]): Change['differences'] {
  const [was, is] = [from.map(words), to.map(words)]
  return [
    ...was.filter((one) => !is.includes(one)).map((one) => ({ field, from: one, to: '' })),
    ...is.filter((one) => !was.includes(one)).map((one) => ({ field, from: '', to: one })),
  ]
}

const isList = (value: unknown) => Array.isArray(value) && typeof value[0] === 'object'
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function words(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(words).join('、')
  if (typeof value !== 'object') return String(value)
  const { from, until, slots } = value as Record<string, unknown>
  if (from !== undefined) return `${from}–${until ?? ''}`
  // A week that holds until a day is told by that day and how many lessons it has.
  if (Array.isArray(slots)) return `${until} ${slots.length}节`
  const { weekday, day, period, weeks, subject, start, minutes, title, was } = value as Record<string, unknown>
  const parity = weeks === 'odd' ? '单' : weeks === 'even' ? '双' : ''
  const time = [
    day,
    weekday === undefined ? '' : `${day === undefined ? '周' : '→周'}${'一二三四五六日'[Number(weekday) - 1]}${parity}`,
    period && `第${period}节`,
    was ? `←${words(was)}` : '',
  ]
  return [...time, start, minutes && `${minutes}分`, subject ?? title].filter(Boolean).join(' ')
}

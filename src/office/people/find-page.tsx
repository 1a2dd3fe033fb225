import { useEffect, useState } from 'preact/hooks'
import type { ClassId, SchoolId } from '../../../core/facts/ids.ts'
import { type PeopleAsked, type PersonLine, peopleOnPage, personRoles } from '../../../core/reports/people.ts'
import { momentOf } from '../../../core/school/day.ts'
import { dayAndMonth } from '../../i18n/dates.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { IconSearch } from '../../ui/icons/search.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { PictureSearch } from '../../ui/pictures/search.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { OfficePage } from '../office-page.tsx'
import { roomNames } from '../words.ts'
import { findPeople, type Trouble, troubleIn } from './query.ts'
import type { Search } from './search.ts'
import { membershipWords, roleWords, t } from './words.ts'

interface FindPageProps {
  search: Search
  onSearch(search: Search): void
}

/** Finds people by name, number, school, class and role, fifty at a time. */
export function FindPage({ search: { asked, found }, onSearch }: FindPageProps) {
  const [trouble, setTrouble] = useState<Trouble>()
  const [busy, setBusy] = useState(false)
  const look = async (next: PeopleAsked) => {
    onSearch({ asked: next, ...(found && { found }) })
    setBusy(true)
    const heard = await findPeople(next)
    setBusy(false)
    setTrouble(troubleIn(heard))
    if (heard.is === 'yes') onSearch({ asked: next, found: heard.answer })
  }
  // Names that were here may have been erased meanwhile, and the schools to choose from are not here at first.
  useEffect(() => void look(asked), [])
  const isNarrow = asked.find !== '' || asked.school !== undefined || (asked.role ?? 'pupil') !== 'pupil'
  const to = found ? found.from + found.people.length : 0
  return (
    <OfficePage
      title={roomNames().people}
      subtitle={found && found.all > 0 ? t().counted(found.from + 1, to, found.all) : undefined}
      right={<Button onClick={() => go('office/people/erased')}>{t().erasedOnes}</Button>}
    >
      {trouble && (
        <Notice kind={trouble === 'noLine' ? 'waiting' : 'attention'}>
          {t()[trouble]}
          {found && found.people.length > 0 && ` ${t().shownBefore}`}
        </Notice>
      )}
      <Asking search={{ asked, ...(found && { found }) }} busy={busy} onLook={(next) => void look(next)} />
      {!found || (found.all === 0 && !isNarrow) ? (
        <Empty picture={<PictureDesk />}>
          <strong>{busy ? t().looking : t().first}</strong>
          <br />
          <span class="lesser">{t().firstHint}</span>
        </Empty>
      ) : (
        <>
          <Table
            caption={roomNames().people}
            columns={columns()}
            rows={found.people}
            rowKey={({ person }) => person}
            empty={<Empty picture={<PictureSearch />}>{t().nobody}</Empty>}
          />
          {found.all > peopleOnPage && (
            <nav class="people-pages">
              <Button
                disabled={busy || found.from === 0}
                onClick={() => void look({ ...asked, from: Math.max(0, found.from - peopleOnPage) })}
              >
                {t().earlier}
              </Button>
              <Button disabled={busy || to >= found.all} onClick={() => void look({ ...asked, from: to })}>
                {t().later}
              </Button>
            </nav>
          )}
        </>
      )}
    </OfficePage>
  )
}

function Asking({
  search: { asked, found },
  busy,
  onLook,
}: {
  search: Search
  busy: boolean
  onLook(next: PeopleAsked): void
}) {
  const [find, setFind] = useState(asked.find ?? '')
  const { school, class: classId, role } = asked
  /** From the first page, of what is chosen. */
  const choose = (next: { school?: string; class?: string; role?: string }) => {
    const chosen = { school, class: classId, role, ...next }
    onLook({
      find: find.trim(),
      // One of those that are offered below.
      ...(chosen.school && { school: chosen.school as SchoolId }),
      ...(chosen.school && chosen.class && { class: chosen.class as ClassId }),
      ...(chosen.role && { role: personRoles.find((one) => one === chosen.role) }),
    })
  }
  return (
    <form
      class="people-find"
      onSubmit={(event) => {
        event.preventDefault()
        choose({})
      }}
    >
      <Field
        type="search"
        label={t().find}
        hint={t().findHint}
        value={find}
        onValue={setFind}
        first
        autocomplete="off"
      />
      <Field
        label={t().school}
        value={school ?? ''}
        onValue={(value) => choose({ school: value, class: '' })}
        options={[
          { value: '', label: t().allSchools },
          ...(found?.schools ?? []).map((one) => ({ value: one.school, label: one.name })),
        ]}
      />
      <Field
        label={t().class}
        value={classId ?? ''}
        disabled={school === undefined}
        onValue={(value) => choose({ class: value })}
        options={[
          { value: '', label: t().allClasses },
          ...(found?.classes ?? []).map((one) => ({ value: one.class, label: one.name })),
        ]}
      />
      <Field
        label={t().role}
        value={role ?? ''}
        onValue={(value) => choose({ role: value })}
        options={[
          { value: '', label: t().allRoles },
          ...personRoles.map((value) => ({ value, label: roleWords()[value] })),
        ]}
      />
      <Button kind="primary" icon={IconSearch} disabled={busy} onClick={() => choose({})}>
        {t().look}
      </Button>
    </form>
  )
}

function columns(): Column<PersonLine>[] {
  return [
    { key: 'name', title: t().name, cell: ({ name }) => name, width: '16rem' },
    {
      key: 'where',
      title: t().where,
      cell: ({ memberships }) =>
        memberships.map((one) => (
          <div key={`${one.class} ${one.from}`}>
            {membershipWords(one)}
            {one.until !== null && <small class="lesser"> {t().left(dayAndMonth(momentOf(one.until, '12:00')))}</small>}
            {one.added && <small class="people-added"> {t().addedHere}</small>}
          </div>
        )),
    },
    {
      key: 'number',
      title: t().number,
      numeric: true,
      width: '6rem',
      cell: ({ memberships: [one] }) => (one && one.number > 0 ? one.number : ''),
    },
    {
      key: 'open',
      title: '',
      width: '8rem',
      cell: ({ person, name }) => (
        <Button aria-label={`${t().open} ${name}`} onClick={() => go(`office/people/one/${person}`)}>
          {t().open}
        </Button>
      ),
    },
  ]
}

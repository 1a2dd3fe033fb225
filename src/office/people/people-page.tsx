import { useState } from 'preact/hooks'
import type { People, PeopleAsked } from '../../../core/reports/people.ts'
import { OfficeGate } from '../office-gate.tsx'
import { ErasedPage } from './erased-page.tsx'
import { FindPage } from './find-page.tsx'
import { PersonPage } from './person-page.tsx'
import './people.css'

/** What was looked for, and what came of it: still there when one comes back from a person. */
export interface Search {
  asked: PeopleAsked
  found?: People
}

/** 人员: finds people of the county; `one/ID` is a person, `erased` those who were erased. */
export function PeoplePage({ path: [word, id] }: { path: string[] }) {
  const [search, setSearch] = useState<Search>({ asked: { find: '' } })
  const page =
    word === 'one' && id ? (
      <PersonPage key={id} id={id} />
    ) : word === 'erased' ? (
      <ErasedPage />
    ) : (
      <FindPage search={search} onSearch={setSearch} />
    )
  return <OfficeGate room="people">{page}</OfficeGate>
}

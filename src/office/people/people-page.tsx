import { useState } from 'preact/hooks'
import { OfficeGate } from '../office-gate.tsx'
import { ErasedPage } from './erased-page.tsx'
import { FindPage } from './find-page.tsx'
import { PersonPage } from './person-page.tsx'
import { type Search, without } from './search.ts'
import './people.css'

/** 人员: finds people of the county; `one/ID` is a person, `erased` those who were erased. */
export function PeoplePage({ path: [word, id] }: { path: string[] }) {
  const [search, setSearch] = useState<Search>({ asked: { find: '' } })
  const page =
    word === 'one' && id ? (
      <PersonPage key={id} id={id} onErased={(ids) => setSearch(without(search, ids))} />
    ) : word === 'erased' ? (
      <ErasedPage />
    ) : (
      <FindPage search={search} onSearch={setSearch} />
    )
  return <OfficeGate room="people">{page}</OfficeGate>
}

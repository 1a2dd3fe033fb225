import type { VNode } from 'preact'
import { OfficeGate } from '../office-gate.tsx'
import { ClassPage } from './class-page.tsx'
import { ClassesPage } from './classes-page.tsx'
import { KeepingPage } from './keeping-page.tsx'
import { MissingPage } from './missing-page.tsx'
import './consent.css'

/** 同意: what guardians have agreed to, class by class; their paper forms are entered, ended and put right here. */
export function ConsentPage({ path: [page, id = ''] }: { path: string[] }) {
  return <OfficeGate room="consent">{pageOf(page, id)}</OfficeGate>
}

function pageOf(page: string | undefined, id: string): VNode {
  if (page === 'class') return <ClassPage key={id} id={id} />
  if (page === 'keeping') return <KeepingPage />
  return page === 'missing' ? <MissingPage key={id} school={id} /> : <ClassesPage />
}

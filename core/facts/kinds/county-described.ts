import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { Calendar } from '../../school/calendar.ts'
import { fact, may } from '../fact.ts'
import { Title } from '../ids.ts'
import { county } from '../scope.ts'

/** The county's name and its calendar of this term. */
export const countyDescribed = fact('county.described', {
  body: v.object({ name: Title, calendar: Calendar }),
  scope: () => county,
  recordedBy: [may('hub', 'hub')],
  seenBy: ['projector', 'tablet', 'own', 'studio', 'office'],
  rows: () => [rowKey('county', 'it')],
  needs: () => [],
})

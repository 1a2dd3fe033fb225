import { pairAgreed } from '../../core/facts/kinds/pair-agreed.ts'
import { addDays } from '../../core/school/day.ts'
import type { Assembly } from './assembly.ts'
import { type Schools, unique } from './schools.ts'

/** Wants an upload's pairs. The pairs of a helped school that it names are whole in it: others of that school end. */
export function wantPairs(assembly: Assembly, schools: Schools): void {
  const { rows, known, findings, today, whole } = assembly.importing
  if (!rows.pairs) return
  const listed = unique(rows.pairs, (one) => one.pair, assembly)
  for (const one of listed) {
    const { where, ...pair } = one
    for (const school of [one.helping, one.helped]) {
      if (!schools.has(school)) findings.fault(where, 'no-such-school', { value: school })
    }
    if (one.helping === one.helped) findings.fault(where, 'helps-itself', { value: one.helping })
    const from = one.from ?? known.pairs.get(one.pair)?.from ?? assembly.county.calendar.starts
    if (one.until && one.until < from) findings.fault(where, 'ends-before-it-begins', { value: one.until })
    const { until, ...rest } = pair
    assembly.want(pairAgreed({ ...rest, from, ...(until && { until }) }), where)
  }
  const helped = new Set(listed.map((one) => one.helped))
  const ids = new Set<string>(listed.map((one) => one.pair))
  const where = rows.pairs[0]?.where
  for (const pair of known.pairs.values()) {
    if (!whole || !where || ids.has(pair.pair) || !helped.has(pair.helped)) continue
    if (pair.until === undefined || pair.until >= today)
      assembly.want(pairAgreed({ ...pair, until: addDays(today, -1) }), where)
  }
}

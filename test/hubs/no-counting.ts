import type { Counting } from '../../hub/reports/counting.ts'

/** Of a hub in which nothing is counted but when a report is asked for. */
export const noCounting: Counting = {
  wake: () => undefined,
  settled: async () => undefined,
  close: async () => undefined,
}

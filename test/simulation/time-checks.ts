import type { HubBook, HubFact } from './books.ts'
import type { World } from './world.ts'

/** By how much a device may misjudge the hub's clock, whatever its own shows: half of the slowest way there and back, ms. */
const mostMisjudged = 60_000

/** What of the promises about time is not kept: wrong clocks infect nobody, and every device's own order stays. */
export function timeProblems({ ledger, stage, devices }: World, { facts }: HubBook): string[] {
  const problems: string[] = []
  const steady = new Set(devices.filter((device) => device.clockIsSteady).map((device) => device.name))
  const before = new Map<string, HubFact>()
  for (const fact of [...facts].sort((a, b) => a.seq - b.seq)) {
    const name = `${fact.device}:${fact.seq}`
    const last = before.get(fact.device)?.eff ?? 0
    // A fork brings older facts under a newer name.
    if (ledger.copies === 0 && fact.at <= (before.get(fact.device)?.at ?? 0))
      problems.push(`${name} says it was not after the one before it`)
    before.set(fact.device, fact)
    if (fact.eff > stage.now) problems.push(`${name} counts from ${fact.eff}, which has not come yet`)
    if (fact.eff < last) problems.push(`${name} counts from before the one before it`)
    if (fact.eff > fact.at && fact.eff !== last)
      problems.push(`${name} counts from later than it says, without a reason`)
    const deed = fact.trace === undefined ? undefined : ledger.deed(fact.trace)
    if (deed && steady.has(deed.device) && Math.abs(fact.at - deed.time) > mostMisjudged)
      problems.push(`#${deed.trace} was done at ${deed.time}, and says ${fact.at}`)
  }
  return problems
}

import { selfOf } from '../../src/store/store.ts'
import type { World } from './world.ts'

/** What of a promise to devices is not kept where hubs share a database: it is the same which of them they ask. */
export async function answerProblems({ devices, machine, stage }: World): Promise<string[]> {
  const problems: string[] = []
  if (machine.all.length < 2) return problems
  for (const device of devices.filter((one) => one.on)) {
    const self = await stage.untilKept(device.as(() => selfOf(device.store)))
    if (!self) continue
    const answers: string[] = []
    for (const { hub, app } of machine.all) {
      // One hub's word for who this is, given to the other.
      const [vouching = hub] = machine.all.map((one) => one.hub).filter((one) => one !== hub)
      const headers = { Authorization: `Bearer ${await vouching.sessions.token(self.device, hub.now())}` }
      const answer = await stage.holding(Promise.resolve(app.request('/api/sync/facts', { headers })))
      answers.push(`${answer.status} ${await stage.holding(answer.text())}`)
    }
    if (new Set(answers).size > 1) problems.push(`${device.name} is answered otherwise by another hub: ${answers}`)
  }
  return problems
}

import { answerProblems } from './answer-checks.ts'
import { type DeviceBook, type HubBook, readDevice, readHub } from './books.ts'
import { deviceProblems, wipingProblems } from './device-checks.ts'
import { erasureProblems } from './erasure-checks.ts'
import { hubProblems } from './hub-checks.ts'
import { meaningProblems } from './meaning.ts'
import { timeProblems } from './time-checks.ts'
import type { World } from './world.ts'

/** A promise that was not kept, and the words by which the story of it is found. */
export class Broken extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.slice(0, 12).join('\n'))
    this.name = 'Broken'
  }
}

/** Holds all that was promised against what hub and devices say now. @throws Broken */
export async function check(world: World): Promise<void> {
  const hub: HubBook = await readHub(world)
  const devices: DeviceBook[] = []
  for (const device of world.devices) if (!device.isWiped) devices.push(await readDevice(world, device))
  const problems = [
    ...hubProblems(world, hub),
    ...meaningProblems(hub),
    ...timeProblems(world, hub),
    ...(await erasureProblems(world, hub)),
    ...(await answerProblems(world)),
    ...world.devices.flatMap(wipingProblems),
    ...devices.flatMap((one) => deviceProblems(world, hub, one)),
  ]
  if (problems.length > 0) throw new Broken(problems)
}

import { calmDown } from './calm.ts'
import { Chance } from './chance.ts'
import { Broken, check } from './checks.ts'
import { Fates } from './fates.ts'
import { Stage } from './stage.ts'
import type { Story } from './story.ts'
import { type Bug, beginning, World } from './world.ts'

export interface Play {
  seed: number
  /** What was promised and not kept; none if all was. */
  why?: string
  story: Story | undefined
  figures: Record<string, number>
}

const minute = 60_000

/** How a play ended, for whoever has to find out why: what is wrong, what led to it, and how to see it again. */
export function told({ seed, why, story }: Play): string {
  return [
    `seed ${seed}: ${why}`,
    '',
    story?.text() ?? '',
    '',
    `see it again: npm run simulate -- --seeds 1 --from ${seed}`,
  ].join('\n')
}

/** Plays one seed from its beginning to the calm after it, and looks whether every promise was kept. */
export async function simulate(seed: number, bug: Bug = {}): Promise<Play> {
  const chance = new Chance(seed)
  const stage = new Stage(beginning(chance.fork('beginning')))
  let world: World | undefined
  try {
    return await stage.play(async () => {
      world = await World.open(stage, seed, bug)
      const fates = new Fates(world)
      fates.begin()
      // Many short plays find more than a few long ones; what must befall in each has more time to.
      await stage.until(stage.now + (bug.surely ? chance.skewed(10, 40) : chance.skewed(2, 24)) * minute)
      fates.end()
      await calmDown(world)
      await check(world)
      return {
        seed,
        story: world.story,
        figures: { deeds: world.ledger.deeds.length, ...fates.counts, ...world.counts },
      }
    })
  } catch (error) {
    const why = error instanceof Broken ? error.message : String((error as Error).stack) // whatever else is thrown is an Error
    return { seed, why, story: world?.story, figures: {} }
  } finally {
    world?.close()
  }
}

import { parseArgs } from 'node:util'
import { bugs } from './bugs.ts'
import { simulate, told } from './simulate.ts'

const usage = 'npm run simulate -- [--seeds N] [--from S] [--bug NAME]'

/**
 * `npm run simulate`: plays seeds one after the other, and tells the story of each that fails.
 *
 * @returns the exit code: 0 if all promises were kept
 */
export async function playSeeds(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      bug: { type: 'string' },
    },
  })
  const [seeds, from] = [Number(values.seeds), Number(values.from)]
  const bug = values.bug === undefined ? {} : bugs[values.bug]
  if (!Number.isSafeInteger(seeds) || !Number.isSafeInteger(from) || !bug) {
    console.error(`${usage}\nbugs: ${Object.keys(bugs).join(', ')}`)
    return 2
  }

  const failed: number[] = []
  const sums = new Map<string, number>()
  const begun = Date.now()
  for (let seed = from; seed < from + seeds; seed++) {
    const play = await simulate(seed, bug)
    for (const [what, count] of Object.entries(play.figures)) sums.set(what, (sums.get(what) ?? 0) + count)
    if (play.why !== undefined) {
      failed.push(seed)
      console.log(told(play))
    }
    const played = seed - from + 1
    if (played % 50 === 0 || played === seeds) {
      const figures = [...sums].map(([what, count]) => `${count} ${what}`).join(', ')
      const each = Math.round((Date.now() - begun) / played)
      console.log(`${played} of ${seeds} seeds, ${failed.length} failed; ${figures}; ${each} ms a seed`)
    }
  }
  if (failed.length > 0) console.log(`failed: ${failed.join(' ')}`)
  return failed.length > 0 ? 1 : 0
}

import { simulate } from './simulate.ts'

const [seeds = 1, from = 1] = process.argv.slice(2).map(Number)
let bad = 0
const begun = performance.now()
const sums: Record<string, number> = {}
for (let seed = from; seed < from + seeds; seed++) {
  const play = await simulate(seed)
  for (const [k, v] of Object.entries(play.figures)) sums[k] = (sums[k] ?? 0) + v
  if (play.why) {
    bad++
    console.log(`seed ${seed}: ${play.why}`)
    if (seeds === 1) console.log(play.story?.text())
  }
}
console.log(bad, 'bad of', seeds, ((performance.now() - begun) / seeds).toFixed(0), 'ms a seed', sums)

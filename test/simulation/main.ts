import { simulate } from './simulate.ts'

const [seeds = 1, from = 1] = process.argv.slice(2).map(Number)
let bad = 0
const begun = performance.now()
for (let seed = from; seed < from + seeds; seed++) {
  const play = await simulate(seed)
  if (play.why) { bad++; console.log(`seed ${seed}: ${play.why}`); if (seeds === 1) console.log(play.story?.text()) }
}
console.log(bad, 'bad of', seeds, ((performance.now() - begun) / seeds).toFixed(0), 'ms a seed')

import type { Run } from '../../../core/resources/runs.ts'
import { rubyPairs } from './ruby.ts'
import './runs.css'

/** A line of a package's text: each piece gets its element, and nothing in it can act. */
export function RunsView({ runs }: { runs: readonly Run[] }) {
  return (
    <>
      {runs.map((run, n) => (
        <RunView key={n} run={run} />
      ))}
    </>
  )
}

function RunView({ run }: { run: Run }) {
  if (typeof run === 'string') return <>{run}</>
  if ('strong' in run) return <strong>{run.strong}</strong>
  if ('em' in run) return <em class="runs-em">{run.em}</em>
  if ('ruby' in run) return <Ruby text={run.ruby} pinyin={run.pinyin} />
  return (
    <span class="runs-fraction" role="img" aria-label={`${run.num}/${run.den}`}>
      <span>{run.num}</span>
      <span>{run.den}</span>
    </span>
  )
}

function Ruby({ text, pinyin }: { text: string; pinyin: string }) {
  return <ruby>{rubyPairs(text, pinyin).map((pair, n) => [pair.text, <rt key={n}>{pair.pinyin}</rt>])}</ruby>
}
